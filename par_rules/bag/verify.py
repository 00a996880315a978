"""Checks a bag against its own manifests: what is missing, changed, added, renamed.

| in the manifest | there                        | told as              |
|-----------------|------------------------------|----------------------|
| yes             | same bytes                   | whole                |
| yes             | other bytes                  | changed              |
| yes             | no, same bytes elsewhere     | renamed              |
| yes             | no                           | missing              |
| no              | left by a program of Windows | noted                |
| no              | anything else                | added                |
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from par_rules.bag import tags
from par_rules.bag.archive import Archive, BadEntry, Folder, Item, Source, Unusable
from par_rules.bag.listed import NAME, listed_faults, read_listed
from par_rules.dossier.plain_text import escaped
from par_rules.evidence.scan import is_junk


@dataclass(frozen=True)
class Checked:
    """What the check found; a bag without ``faults`` is whole.

    ``manifest_sha256`` is the number that the sender told, "" where there is no manifest;
    ``evidence_sha256`` that of the list of evidence, which the report prints.
    """

    files: int
    size: int
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    manifest_sha256: str = ""
    evidence_sha256: str = ""
    info: Mapping[str, str] = field(default_factory=dict)


def verify(path: Path) -> Checked:
    """Check a bag in a ZIP file or unpacked in a folder; nothing is written, nothing is opened."""
    try:
        if path.is_dir():
            return _Check(Folder(path)).run()
        with path.open("rb") as file:
            return _Check(Archive(file)).run()
    except Unusable as error:
        return Checked(0, 0, (f"{path}: {error}",))
    except OSError:
        return Checked(0, 0, (f"{path}: không mở được: xem lại đường dẫn, quyền đọc",))


class _Check:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.size = 0
        self.evidence = ""

    def run(self) -> Checked:
        items = self._usable(self.source.items())
        root = _root(items)
        if root is None:
            raise Unusable("không có manifest-sha256.txt: không phải gói hồ sơ do par seal lập")
        inside = self._inside(items, root)
        tag_files = {n: i for n, i in inside.items() if not n.startswith(tags.PAYLOAD)}
        manifest = self._tags(tag_files)
        payload = {n: i for n, i in inside.items() if n.startswith(tags.PAYLOAD)}
        whole = self._payload(payload, self._manifest(tags.MANIFEST, manifest))
        info = _info(self._data(tag_files, tags.INFO))
        if not self.faults and info.get("Payload-Oxum", "") not in ("", f"{self.size}.{whole}"):
            self.faults.append(f"{tags.INFO}: số tệp, dung lượng ghi trong gói không khớp thực tế")
        return Checked(
            whole,
            self.size,
            tuple(self.faults),
            tuple(self.notes),
            hashlib.sha256(tags.plain_lines(manifest)).hexdigest() if manifest else "",
            self.evidence,
            info,
        )

    def _usable(self, items: Iterable[Item]) -> list[Item]:
        """Leave out what has no place in a bag, and say so."""
        kept: list[Item] = []
        for item in items:
            fault = item.fault or _bad_name(item.name)
            if fault is None:
                kept.append(item)
            else:
                self.faults.append(f"{escaped(item.name)}: {fault}")
        return kept

    def _inside(self, items: list[Item], root: str) -> dict[str, Item]:
        """Give the files of the bag by their path in it; told apart on every system."""
        inside: dict[str, Item] = {}
        folded: dict[str, str] = {}
        for item in items:
            names = tuple(n[len(root) :] for n in item.names if n.startswith(root))
            if not names or _left_by_system(item.name):
                self._outside(item)
                continue
            name, same = names[0], folded.get(names[0].casefold())
            if same is not None:
                self.faults.append(f"{escaped(name)}: {_clash(item, name, inside[same], same)}")
            if name not in inside:
                inside[name] = replace(item, names=names)
            folded.setdefault(name.casefold(), name)
        return inside

    def _outside(self, item: Item) -> None:
        if _left_by_system(item.name):
            self.notes.append(f"{escaped(item.name)}: tệp do máy tự sinh, không thuộc hồ sơ")
        else:
            self.faults.append(f"{escaped(item.name)}: thêm vào, nằm ngoài hồ sơ")

    def _data(self, files: Mapping[str, Item], name: str) -> bytes:
        try:
            return files[name].data() if name in files else b""
        except BadEntry:
            return b""

    def _tags(self, files: dict[str, Item]) -> bytes:
        """Check the tag files; give the bytes of the manifest."""
        if tags.FETCH in files:
            self.faults.append(f"{tags.FETCH}: gói đòi tải tệp từ mạng: không tải, không tin")
        declared = tags.plain_lines(self._data(files, tags.DECLARATION)).decode("utf-8", "replace")
        if tags.DECLARATION in files and not declared.startswith("BagIt-Version: "):
            self.faults.append(f"{tags.DECLARATION}: không phải khai báo của gói BagIt")
        listed = self._manifest(tags.TAG_MANIFEST, self._data(files, tags.TAG_MANIFEST))
        for name in sorted({tags.DECLARATION, tags.MANIFEST, tags.TAG_MANIFEST, *listed}):
            if name not in files:
                self.faults.append(f"{escaped(name)}: thiếu")
        for name, item in sorted(files.items()):
            if name in listed:
                self._tag(name, item, listed[name])
            elif name not in (tags.TAG_MANIFEST, tags.FETCH):
                self.faults.append(f"{escaped(name)}: thêm vào, không có trong bản kê")
        return self._data(files, tags.MANIFEST)

    def _tag(self, name: str, item: Item, expected: str) -> None:
        try:
            data = item.data()
        except BadEntry as error:
            self.faults.append(f"{escaped(name)}: {error}")
            return
        if hashlib.sha256(data).hexdigest() == expected:
            return
        if hashlib.sha256(tags.plain_lines(data)).hexdigest() == expected:
            self.notes.append(f"{escaped(name)}: chỉ đổi cách xuống dòng, nội dung còn nguyên")
        else:
            self.faults.append(f"{escaped(name)}: đã đổi")

    def _manifest(self, name: str, data: bytes) -> dict[str, str]:
        read = tags.read_manifest(name, data)
        self.faults += read.faults
        found = {}
        for path, sha256 in read.hashes.items():
            if _bad_name(path) is not None:
                self.faults.append(f"{name}: kê {escaped(path)}: {_bad_name(path)}")
            else:
                found[unicodedata.normalize("NFC", path)] = sha256
        return found

    def _payload(self, files: dict[str, Item], listed: dict[str, str]) -> int:
        """Compare the payload with the manifest; give the number of files that are whole."""
        named = _by_listed_name(files, listed)
        whole = 0
        strangers: dict[str, str] = {}
        found: dict[str, str] = {}
        for name, item in named.items():
            try:
                sha256 = found[name] = self._hash(item)
            except BadEntry as error:
                self.faults.append(f"{escaped(name)}: {error}")
                continue
            if name not in listed:
                strangers[name] = sha256
            elif sha256 == listed[name]:
                whole += 1
            else:
                self.faults.append(f"{escaped(name)}: đã đổi")
        missing = {name: listed[name] for name in sorted(listed) if name not in named}
        self._moved(missing, strangers)
        if NAME in found:
            self._evidence(named[NAME], found)
        return whole

    def _evidence(self, item: Item, found: Mapping[str, str]) -> None:
        """Hold the evidence against its own list; what is told of already is not told again."""
        self.evidence = found[NAME]
        try:
            listed = read_listed(item.data())
        except BadEntry as error:
            self.faults.append(f"{NAME}: {error}")
            return
        if listed is None:
            self.faults.append(f"{NAME}: không đọc được danh mục minh chứng")
            return
        told = {fault.partition(": ")[0] for fault in self.faults}
        self.faults += [
            fault for fault in listed_faults(listed, found) if fault.partition(": ")[0] not in told
        ]

    def _hash(self, item: Item) -> str:
        digest = hashlib.sha256()
        for step in item.steps():
            digest.update(step)
            self.size += len(step)
        return digest.hexdigest()

    def _moved(self, missing: dict[str, str], strangers: dict[str, str]) -> None:
        left = dict(strangers)
        for name, sha256 in missing.items():
            again = next((other for other, found in left.items() if found == sha256), None)
            if again is None:
                self.faults.append(f"{escaped(name)}: thiếu")
            else:
                del left[again]
                self.faults.append(f"{escaped(name)}: đổi tên thành {escaped(again)}")
        for name in left:
            self.faults.append(f"{escaped(name)}: thêm vào, không có trong bản kê")


def _clash(item: Item, name: str, other: Item, other_name: str) -> str:
    """Say how two entries come to the same file on Windows."""
    if name != other_name:
        return (
            f"chỉ khác chữ hoa, chữ thường với {escaped(other_name)}: "
            "giải nén trên Windows sẽ đè lên nhau"
        )
    if item.raw.replace("\\", "/") != other.raw.replace("\\", "/"):
        return "có hai mục cùng tên, chỉ khác cách gõ dấu (dựng sẵn và tổ hợp)"
    return "có hai mục trùng tên trong gói"


def _by_listed_name(files: dict[str, Item], listed: Mapping[str, str]) -> dict[str, Item]:
    """Take each file by the reading of its name that the manifest knows, else by the best one."""
    return {
        next((n for n in item.names if n in listed), name): item for name, item in files.items()
    }


def _root(items: list[Item]) -> str | None:
    """Give the folder of the archive that the bag is: where its manifest lies, nearest the top."""
    ends = [i.name for i in items if i.name.rpartition("/")[2] == tags.MANIFEST]
    nearest = sorted(ends, key=lambda name: (name.count("/"), name))
    return nearest[0][: -len(tags.MANIFEST)] if nearest else None


def _bad_name(name: str) -> str | None:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "đường dẫn ra ngoài gói: không đọc"
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name):
        return "tên có ký tự điều khiển hoặc ký tự đảo chiều chữ"
    return None


def _left_by_system(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or is_junk(parts[-1])


def _info(data: bytes) -> dict[str, str]:
    lines = tags.plain_lines(data).decode("utf-8", "replace").splitlines()
    return {
        label: value.strip() for label, mark, value in (x.partition(":") for x in lines) if mark
    }
