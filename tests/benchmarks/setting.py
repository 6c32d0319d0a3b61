"""What one benchmark run works on, handed to each measuring process as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

PLAN = "HT_SNGV_2021_2025"
ON = date(2025, 12, 20)


@dataclass(frozen=True, slots=True)
class Setting:
    """Folders and files of one run: workbook read, data folder filled, papers written; the plan judged by."""

    people: int
    papers: int
    folder: str
    plan: str = PLAN

    @property
    def workbook(self) -> Path:
        """The generated records workbook."""
        return Path(self.folder, "records.xlsx")

    @property
    def data(self) -> Path:
        """The program's data folder."""
        return Path(self.folder, "data")

    @property
    def database(self) -> Path:
        """The program's database in it."""
        return self.data / "dienhinh.sqlite"

    @property
    def foreign_list(self) -> Path:
        """The generated list of a sub-unit, of as many people."""
        return Path(self.folder, "foreign.xlsx")

    @property
    def list_file(self) -> Path:
        """The registration list the program writes."""
        return Path(self.folder, "list.xlsx")

    @property
    def forms_folder(self) -> Path:
        """The forms the program writes."""
        return Path(self.folder, "forms")

    @property
    def floor_folder(self) -> Path:
        """What the floors write."""
        folder = Path(self.folder, "floor")
        folder.mkdir(exist_ok=True)
        return folder

    def to_json(self) -> str:
        """Write it for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Setting:
        """Read what `to_json` wrote."""
        return cls(**json.loads(text))
