"""Words that invented patients are made of: names in several scripts."""

from typing import Final

from distressapp.core.frozen import frozen


@frozen
class Origin:
    """Where names come from.

    Attributes:
        language: BCP 47 tag that these patients speak at home.
        weight: How many of a hundred patients.
        is_family_first: The family's name is written first, without a blank.
    """

    language: str
    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    is_family_first: bool = False


ORIGINS: Final = (
    Origin(
        language="en",
        weight=40,
        given=(
            *("Alice", "Brendan", "Carol", "Derek", "Edith", "Frank", "Grace", "Hugh", "Irene"),
            *("Joan", "Kenneth", "Lorna", "Martin", "Nora", "Oliver", "Pamela", "Roger", "Sheila"),
            *("Thomas", "Ursula", "Vincent", "Winifred"),
        ),
        family=(
            *("Ashby", "Birch", "Caldwell", "Dunmore", "Ellery", "Fenwick", "Garrick", "Holloway"),
            *("Ivers", "Kettering", "Lockhart", "Merrow", "Northcote", "Oakley", "Pendle"),
            *("Quayle", "Rushworth", "Sedgley", "Thackray", "Underhill", "Wexford"),
        ),
    ),
    Origin(
        language="de",
        weight=12,
        given=("Annegret", "Bärbel", "Dieter", "Ewald", "Gisela", "Jürgen", "Käthe", "Uwe"),
        family=("Bäumler", "Dröge", "Groß", "Hübner", "Kleinschmidt", "Österle", "Vogelsang"),
    ),
    Origin(
        language="es",
        weight=10,
        given=("Begoña", "Inés", "José Luis", "Martín", "Nuria", "Ramón", "Sofía"),
        family=("Ibáñez Peña", "Lozano Vidal", "Muñoz Rey", "Núñez Soto", "Quirós Mena"),
    ),
    Origin(
        language="pl",
        weight=8,
        given=("Bożena", "Elżbieta", "Grażyna", "Łukasz", "Stanisław", "Zbigniew"),
        family=("Dąbek", "Gołębiowska", "Krzyżak", "Śliwa", "Wójtowicz", "Żurek"),
    ),
    Origin(
        language="el",
        weight=8,
        given=("Αθηνά", "Γιώργος", "Ελένη", "Κωνσταντίνος", "Μαρία", "Σπύρος"),
        family=("Αλεξίου", "Βλάχου", "Δημάκης", "Καραγιάννη", "Παπαδάκης"),
    ),
    Origin(
        language="uk",
        weight=8,
        given=("Богдан", "Ганна", "Євген", "Оксана", "Петро", "Юлія"),
        family=("Бондар", "Гриценко", "Їжакевич", "Коваль", "Шевчук"),
    ),
    Origin(
        language="zh",
        weight=8,
        given=("国强", "秀英", "建华", "玉兰", "志明", "淑珍"),
        family=("陈", "黄", "李", "林", "王", "张"),
        is_family_first=True,
    ),
    Origin(
        language="ar",
        weight=6,
        given=("أمينة", "خالد", "سعاد", "ليلى", "محمود", "يوسف"),
        family=("الحداد", "الخطيب", "المصري", "النجار", "درويش"),
    ),
)
"""Given and family names are joined at random: whoever has such a name is not meant."""

NOTES: Final = (
    "Hears better on the left.",
    "Ring the bell twice, the flat is at the back.",
    "Prefers to be called in the afternoon.",
    "Daughter drives; dates on Fridays.",
)
