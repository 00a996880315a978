"""The dossier as one sealed file: a BagIt bag (RFC 8493) in a ZIP, made and checked."""
