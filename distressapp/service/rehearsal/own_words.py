"""What invented patients write, in the languages that are shipped."""
# ruff: noqa: RUF001  (Greek letters and Chinese commas are meant)

from collections.abc import Mapping
from typing import Final

OWN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "Who feeds the cat while I am in hospital?",
        "The bus does not go there on Sundays.",
        "I would like to know what happens after the last cycle.",
        "My sister and I have not spoken since the diagnosis.",
        "Stairs to the flat, third floor.",
        "I cannot read the letters, the print is too small.",
        "Could somebody explain the form from the insurance?",
        "I am tired of being told to stay positive.",
    ),
    "es": (
        "¿Quién da de comer al gato mientras estoy en el hospital?",
        "Los domingos no pasa el autobús.",
        "Quiero saber qué pasa después del último ciclo.",
        "Mi hermana y yo no hablamos desde el diagnóstico.",
        "Hay escaleras hasta mi casa, tercer piso.",
        "No puedo leer las cartas, la letra es muy pequeña.",
        "¿Alguien me explica el papel del seguro?",
        "Estoy harta de que me digan que sea positiva.",
    ),
    "el": (
        "Ποιος ταΐζει τη γάτα όσο είμαι στο νοσοκομείο;",
        "Το λεωφορείο δεν πάει εκεί τις Κυριακές.",
        "Θέλω να ξέρω τι γίνεται μετά τον τελευταίο κύκλο.",
        "Δεν μιλάμε με την αδελφή μου από τη διάγνωση και μετά.",
        "Σκάλες ως το σπίτι, τρίτος όροφος.",
        "Δεν μπορώ να διαβάσω τα γράμματα, είναι πολύ μικρά.",
        "Μπορεί κάποιος να μου εξηγήσει το χαρτί της ασφάλειας;",
        "Κουράστηκα να μου λένε να σκέφτομαι θετικά.",
    ),
    "zh-Hans": (
        "我住院的时候谁来喂猫？",
        "星期天没有公交车去那里。",
        "我想知道最后一个疗程以后会怎样。",
        "确诊以后我和姐姐没有说过话。",
        "家在三楼，没有电梯。",
        "信上的字太小，我看不清。",
        "有人能给我讲讲保险的表格吗？",
        "大家总叫我乐观，我听累了。",
    ),
    "ar": (
        "من يطعم القطة وأنا في المستشفى؟",
        "لا تذهب الحافلة إلى هناك يوم الأحد.",
        "أريد أن أعرف ماذا يحدث بعد آخر جلسة.",
        "لم أتكلم مع أختي منذ التشخيص.",
        "بيتي في الطابق الثالث ولا يوجد مصعد.",
        "لا أستطيع قراءة الرسائل، الخط صغير جدا.",
        "هل يشرح لي أحد ورقة التأمين؟",
        "تعبت من قولهم لي أن أبقى متفائلا.",
    ),
}
"""What invented patients write, in the languages that are shipped; each says the same."""
