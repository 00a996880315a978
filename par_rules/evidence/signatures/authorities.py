"""Turns the contents of the trust folder into what pyHanko validates against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import crl, pem, x509  # type: ignore[import-untyped]
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

from par_rules.evidence.signatures.trust_folder import TrustFolder


@dataclass(frozen=True, slots=True)
class Authorities:
    """Roots, other certificates and lists of revoked ones, parsed; what is none is left out."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    revoked: Mapping[tuple[str, int], datetime]

    def revoked_on(self, certificate: x509.Certificate) -> datetime | None:
        """Give when the issuer took a certificate back, by the lists in the folder.

        pyHanko looks into a list only where the certificate says that there is one.
        """
        return self.revoked.get((certificate.issuer.hashable, certificate.serial_number))

    def at(self, moment: datetime | None) -> ValidationContext:
        """Give a context for a moment, for now without one; it never reaches for the network.

        Weak algorithms are let through: the report tells of them by itself.
        """
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.others),
            crls=list(self.lists),
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=moment,
            algorithm_usage_policy=AcceptAllAlgorithms(),
        )


@lru_cache(maxsize=2)
def authorities(trust: TrustFolder) -> Authorities:
    """Parse the folder's contents once."""
    found = [one for data in trust.certificates for one in _certificates(data)]
    lists = tuple(one for data in trust.lists for one in _lists(data))
    return Authorities(
        tuple(one for one in found if one.self_issued),
        tuple(one for one in found if not one.self_issued),
        lists,
        {
            (one.issuer.hashable, entry["user_certificate"].native): entry["revocation_date"].native
            for one in lists
            for entry in one["tbs_cert_list"]["revoked_certificates"]
        },
    )


def _certificates(data: bytes) -> Iterator[x509.Certificate]:
    for der in _ders(data):
        try:
            one = x509.Certificate.load(der)
            _ = one.subject.native, one.self_issued, one.public_key.algorithm
        except Exception:
            continue
        yield one


def _lists(data: bytes) -> Iterator[crl.CertificateList]:
    for der in _ders(data):
        try:
            one = crl.CertificateList.load(der)
            _ = one.issuer.native
        except Exception:
            continue
        yield one


def _ders(data: bytes) -> Iterator[bytes]:
    try:
        if pem.detect(data):
            for _, _, der in pem.unarmor(data, multiple=True):
                yield der
        else:
            yield data
    except ValueError:
        return
