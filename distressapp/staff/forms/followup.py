"""Whom we owe: who looks after it, and how soon."""

from dataclasses import replace

from distressapp.settings import FollowUp, Settings
from distressapp.staff.forms.form import Form, NumberField, Room, about, name_of
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Heading
from distressapp.text import _

_MOST_DAYS = 60
_MOST_EXPLAIN = 365


class FollowUpForm(Form):
    """Owner, cover, manager; and days until the first contact."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        found = room.settings.followup
        self.people = {
            key: TextField(name_of(f"followup.{key}"), self.look, self, value=value, most=80)
            for key, value in (
                ("owner", found.owner),
                ("cover", found.cover),
                ("manager", found.manager),
            )
        }
        for key, field in self.people.items():
            field.hint.setText(about(f"followup.{key}"))
            field.hint.show()
        days = {
            "soon_days": found.soon_days,
            "need_days": found.need_days,
            "talk_days": found.talk_days,
        }
        self.days = {
            key: NumberField(
                name_of(f"followup.{key}"), self.look, self, value=value, low=0, high=_MOST_DAYS
            )
            for key, value in days.items()
        }
        self.explain_days = NumberField(
            name_of("followup.explain_days"),
            self.look,
            self,
            value=found.explain_days,
            low=1,
            high=_MOST_EXPLAIN,
        )
        self.add(*self.people.values(), Heading(_("How soon"), self.look, self))
        self.judge()
        self.add(*self.days.values(), self.explain_days)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where a number is wrong."""
        days = {key: field.number() for key, field in self.days.items()}
        explain = self.explain_days.number()
        soon, need, talk = days["soon_days"], days["need_days"], days["talk_days"]
        if soon is None or need is None or talk is None or explain is None:
            return None
        followup = FollowUp(
            owner=self.people["owner"].text(),
            cover=self.people["cover"].text(),
            manager=self.people["manager"].text(),
            soon_days=soon,
            need_days=need,
            talk_days=talk,
            explain_days=explain,
        )
        return replace(settings, followup=followup)
