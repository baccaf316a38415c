"""Pages in Arabic, Japanese and Thai: the page's direction, and letters that must not be pulled apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.abroad import TEXTS
from tests.site.conftest import Project, build, copy_project, serving
from tests.site.test_browser import looking, one_of_each, pages_of

LANGUAGES = ("ar", "ja", "th")


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a dossier of three scripts."""
    root = copy_project(tmp_path_factory.mktemp("abroad"))
    for seed in (root / "seeds").iterdir():
        seed.unlink()
    for name, text in TEXTS.items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    (root / "seeds" / "dossier.toml").write_text(f"[[works]]\nsame = {sorted(TEXTS)}\n", encoding="utf-8")
    done = build(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return Project(root, done.stdout)


@pytest.fixture(scope="module")
def served(abroad: Project) -> Iterator[str]:
    """Serve it on this machine."""
    with serving(abroad.site) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(abroad: Project, language: str) -> None:
    """In `lang` and `dir` of the page itself, the first page and the page for a wrong address too."""
    direction = "rtl" if language == "ar" else "ltr"
    for path in pages_of(abroad, language):
        text = (abroad.site / path).read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in text, path
        assert f'<body dir="{direction}"' in text, path
    for name in ("index.html", "404.html"):
        text = (abroad.site / name).read_text(encoding="utf-8")
        assert '<html lang="ar" dir="rtl">' in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_violates_an_accessibility_rule_or_scrolls_sideways(
    browser: Browser, abroad: Project, served: str, language: str, width: int
) -> None:
    """axe-core finds nothing on one page of each kind, and nothing is wider than the window."""
    wrong = []
    with looking(browser, served, width) as (page, watch):
        for path in one_of_each(abroad, language):
            page.goto(f"{served}/{path}")
            results = Axe().run(page)
            if results.violations_count:
                wrong.append(f"{path}: {results.generate_report()}")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append(f"{path}: wider than the window")
        assert not watch.found, watch.found
    assert not wrong, "\n".join(wrong[:5])


def first(abroad: Project, folder: str) -> str:
    """Return the address of a page of the Arabic article."""
    found = sorted((abroad.site / "ar" / folder).glob("*.html"))
    return next(path for path in found if path.stem != "index").relative_to(abroad.site).as_posix()


def boxes(page: Page, selector: str) -> list[tuple[float, float]]:
    """Return the left and right edges of the text of each element."""
    found = page.eval_on_selector_all(
        selector,
        """all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one);
            const box = range.getBoundingClientRect(); return [box.left, box.right] })""",
    )
    return [(float(left), float(right)) for left, right in found]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_from_right_to_left_is_turned_as_a_whole(
    browser: Browser, abroad: Project, served: str, width: int
) -> None:
    """Line numbers stand right of their lines, and in the picture the past lies right of the future."""
    with looking(browser, served, width) as (page, _):
        page.goto(f"{served}/{first(abroad, 'made')}")
        numbers, lines = boxes(page, ".d-number"), boxes(page, ".d-line-text")
        assert len(numbers) == len(lines) > 5
        for (left, _right), (_left, right) in zip(numbers, lines, strict=True):
            assert left > right
        page.goto(f"{served}/ar/timeline.html")
        marks = page.locator(".d-strip > svg:visible .d-mark-event")
        past, future = marks.first.bounding_box(), marks.last.bounding_box()
        assert past is not None
        assert future is not None
        assert past["x"] > future["x"]
        for arrow in page.locator(".d-onward a").all():
            assert "←" in str(arrow.evaluate("one => getComputedStyle(one, '::after').content"))


@pytest.mark.parametrize("language", ["ar", "th"])
def test_joined_letters_are_never_spaced_or_slanted(
    browser: Browser, abroad: Project, served: str, language: str
) -> None:
    """No element with text in such a script has letter-spacing or a made-up italic."""
    script = """code => [...document.querySelectorAll('body *')].filter(one => {
        const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const style = getComputedStyle(one);
        const spaced = !['normal', '0px'].includes(style.letterSpacing) || style.fontStyle !== 'normal';
        return own && spaced && one.matches(`:lang(${code})`);
    }).map(one => one.outerHTML.slice(0, 120))"""
    with looking(browser, served) as (page, _):
        for path in one_of_each(abroad, language):
            page.goto(f"{served}/{path}")
            assert page.evaluate(script, language) == [], path


def test_words_of_another_script_keep_their_own_letters(
    browser: Browser, abroad: Project, served: str
) -> None:
    """A Thai text beside an Arabic one has the Thai stack and lines as high as on its own page."""
    with looking(browser, served) as (page, _):
        page.goto(f"{served}/{first(abroad, 'parallel')}")
        styles = {
            code: page.locator(f".d-text:lang({code})").first.evaluate(
                "one => getComputedStyle(one).fontFamily.split(',')[0]"
            )
            for code in ("ar", "ja")
        }
    assert styles == {"ar": '"Noto Naskh Arabic"', "ja": '"Noto Serif CJK JP"'}
