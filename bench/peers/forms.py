"""Our own questions, in our own words, as a form of another program.

Written while measuring, into a folder that is deleted: no word of an instrument of others is used.
"""

import json
from functools import cache
from pathlib import Path
from typing import Final

from distressapp.core.sitting import Use
from distressapp.instruments import load_all, wording

TITLES: Final = {"lforms": "NLM LHC-Forms", "surveyjs": "SurveyJS"}
"""The peers that draw forms, by the name of their page."""

_LFORMS: Final = """<!doctype html><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="file://{modules}/lforms/dist/lforms/webcomponent/styles.css">
<body><div id="form"></div>
<script src="file://{modules}/lforms/dist/lforms/webcomponent/assets/lib/zone.min.js"></script>
<script src="file://{modules}/lforms/dist/lforms/webcomponent/lhc-forms.js"></script>
<script src="file://{modules}/lforms/dist/lforms/fhir/R4/lformsFHIR.min.js"></script>
<script>LForms.Util.addFormToPage({form}, "form", {{fhirVersion: "R4"}});</script></body>
"""

_SURVEYJS: Final = """<!doctype html><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="file://{modules}/survey-core/survey-core.min.css">
<body><div id="form"></div>
<script src="file://{modules}/survey-core/survey.core.min.js"></script>
<script src="file://{modules}/survey-js-ui/survey-js-ui.min.js"></script>
<script>new Survey.Model({form}).render(document.getElementById("form"));</script></body>
"""


@cache
def _asked() -> dict[str, list[tuple[str, str, list[str]]]]:
    """By instrument: id, question and what is on offer, in the practice wording that ships."""
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    for name, instrument in load_all().items():
        words = wording(name, "en", Use.REHEARSAL)
        found[name] = [
            (
                f"{name}.{each.id}",
                words.items[each.id],
                list(words.options.get(each.id) or words.options.get("") or map(str, each.values)),
            )
            for each in instrument.items
        ]
    return found


def questions() -> int:
    """How many a form has."""
    return sum(len(each) for each in _asked().values())


def questionnaire() -> dict[str, object]:
    """As FHIR R4 has it."""
    items = [
        {
            "linkId": name,
            "text": name,
            "type": "group",
            "item": [
                {
                    "linkId": link,
                    "text": text,
                    "type": "choice",
                    "answerOption": [{"valueString": each} for each in options],
                }
                for link, text, options in asked
            ],
        }
        for name, asked in _asked().items()
    ]
    return {"resourceType": "Questionnaire", "status": "active", "title": "Form", "item": items}


def survey() -> dict[str, object]:
    """As SurveyJS has it: a page for each instrument, of which the first one is shown."""
    pages = [
        {
            "name": name,
            "elements": [
                {"type": "radiogroup", "name": link, "title": text, "choices": options}
                for link, text, options in asked
            ],
        }
        for name, asked in _asked().items()
    ]
    return {"pages": pages}


def write(name: str, place: Path, modules: Path) -> Path:
    """The page of a peer, to be opened in a browser from the disk."""
    template, form = (_LFORMS, questionnaire()) if name == "lforms" else (_SURVEYJS, survey())
    path = place / f"{name}.html"
    path.write_text(template.format(modules=modules, form=json.dumps(form)), encoding="utf-8")
    return path
