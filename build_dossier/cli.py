"""The command line: parse, call, print.

Exit codes: 0 everything was published; 1 something needs the curator (an input that could not be used,
or a failure, named in one line); 2 the command was not understood.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from build_dossier import __version__
from build_dossier.errors import DossierError
from build_dossier.folder import dossier_of_folder, dossier_of_paths
from build_dossier.model import Dossier
from build_dossier.publish.curator import Ruling, rule_on_lines, rule_on_works
from build_dossier.publish.site import Project, build_site, load_project
from build_dossier.record import article_json, dossier_json
from build_dossier.report import article_report, problem_lines, summary

__all__ = ["main"]

MANY = 50
"""From this many files on a progress bar is worth its line."""

Args = ParamSpec("Args")

config_option = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The project's configuration.",
)

everywhere_option = click.option("--everywhere", is_flag=True, help="In every article that has the line.")


def one_line(command: Callable[Args, int]) -> Callable[Args, None]:
    """Return the command with its failure as one line on stderr and its exit code set."""

    @wraps(command)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except DossierError as error:
            click.echo(f"build-dossier: {error}", err=True)
            code = 1
        except BrokenPipeError:  # whoever read our output has read enough
            sys.stderr.close()
            code = 1
        except Exception as error:
            if os.environ.get("DOSSIER_DEBUG"):
                raise
            what = " ".join(f"{type(error).__name__}: {error}".split())
            click.echo(f"build-dossier: a mistake of ours: {what}; DOSSIER_DEBUG=1 shows where", err=True)
            code = 1
        sys.exit(code)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Turn a folder of collected articles into a multilingual dossier."""


@main.command()
@config_option
@one_line
def build(config_file: Path) -> int:
    """Build site/, site-offline/ and its zip from the seeds."""
    started = time.perf_counter()
    project = load_project(config_file)
    dossier = _dossier(project)
    built = build_site(project, dossier)
    for line in summary(dossier):
        click.echo(line)
    _tell_problems(dossier)
    hosted, offline = _shown(built.site / "index.html"), _shown(built.offline / "index.html")
    click.echo(f"open {hosted}, or without a server {offline}")
    click.echo(f"{built.pages} pages a site in {time.perf_counter() - started:.1f} s")
    return _code(dossier)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on stdout, one object an article.")
@click.option("--dossier", "as_dossier", is_flag=True, help="The dossier as one JSON object on stdout.")
@one_line
def inspect(paths: tuple[Path, ...], as_json: bool, as_dossier: bool) -> int:
    """Show what is made of files and folders, and write nothing."""
    dossier = dossier_of_paths(paths)
    if as_dossier:
        click.echo(dossier_json(dossier), nl=False)
    elif as_json:
        click.echo(article_json(dossier), nl=False)
    else:
        for article in dossier.articles:
            click.echo("\n".join(article_report(article, dossier.published[article.id])) + "\n")
    for line in problem_lines(dossier.problems):
        click.echo(line, err=True)
    return _code(dossier)


@main.command()
@config_option
@one_line
def check(config_file: Path) -> int:
    """List what a curator should look at, each with its file, line and remedy."""
    dossier = _dossier(load_project(config_file))
    lines = problem_lines(dossier.problems)
    click.echo("\n".join(lines) if lines else "nothing to check")
    return _code(dossier)


@main.command()
@click.argument("places", nargs=-1, required=True, metavar="SOURCE:LINE...")
@everywhere_option
@config_option
@one_line
def keep(places: tuple[str, ...], everywhere: bool, config_file: Path) -> int:
    """Keep lines that were taken out: writes that into dossier.toml.

    A place is SOURCE:LINE, or SOURCE:FIRST-LAST for several lines.
    """
    return _rule(places, config_file, "keep", everywhere)


@main.command()
@click.argument("places", nargs=-1, required=True, metavar="SOURCE:LINE...")
@everywhere_option
@config_option
@one_line
def drop(places: tuple[str, ...], everywhere: bool, config_file: Path) -> int:
    """Drop lines that were kept: writes that into dossier.toml.

    A place is SOURCE:LINE, or SOURCE:FIRST-LAST for several lines.
    """
    return _rule(places, config_file, "drop", everywhere)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE SOURCE...")
@config_option
@one_line
def link(sources: tuple[str, ...], config_file: Path) -> int:
    """Say that sources are one text, translations or editions: writes that into dossier.toml."""
    named = rule_on_works(load_project(config_file).seeds, sources, "same")
    click.echo(f"one text: {', '.join(named)}")
    return 0


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE SOURCE...")
@config_option
@one_line
def unlink(sources: tuple[str, ...], config_file: Path) -> int:
    """Say that sources are texts of their own: writes that into dossier.toml."""
    named = rule_on_works(load_project(config_file).seeds, sources, "apart")
    click.echo(f"texts of their own: {', '.join(named)}")
    return 0


def _rule(places: Sequence[str], config_file: Path, ruling: Ruling, everywhere: bool) -> int:
    seeds = load_project(config_file).seeds
    for place in places:
        for text in rule_on_lines(seeds, place, ruling, everywhere):
            click.echo(f"{ruling}s “{text if len(text) <= 60 else text[:59] + '…'}”")
    return 0


@main.command()
@config_option
@click.option("-a", "--dev-addr", default=None, help="Address and port, 127.0.0.1:8000 by default.")
@one_line
def serve(config_file: Path, dev_addr: str | None) -> int:
    """Show the dossier in a browser and build it again whenever a file changes."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  slow, and only needed here

    load_project(config_file)
    mkdocs_serve(str(config_file), dev_addr=dev_addr)
    return 0


def _dossier(project: Project) -> Dossier:
    with _progress(project.seeds) as progress:
        dossier = dossier_of_folder(project.seeds, progress, project.embeddings)
    if not dossier.articles:
        for line in problem_lines(dossier.problems):
            click.echo(line, err=True)
        place = _shown(project.seeds)
        raise DossierError(f"{place}: no article to publish; put .txt, .md or .html files there")
    return dossier


@contextmanager
def _progress(seeds: Path) -> Iterator[Callable[[str], None]]:
    """Yield what to call for each file read: a bar on a terminal when there are many."""
    count = sum(1 for path in seeds.rglob("*") if path.is_file()) if seeds.is_dir() else 0
    if count < MANY or not sys.stderr.isatty():
        yield lambda _path: None
        return
    with click.progressbar(length=count, label="reading", file=sys.stderr) as bar:
        yield lambda _path: bar.update(1)


def _tell_problems(dossier: Dossier) -> None:
    lines: Sequence[str] = problem_lines(dossier.problems)
    errors = [line for line in lines if line.startswith("error")]
    for line in errors:
        click.echo(line, err=True)
    if len(lines) > len(errors):
        click.echo(f"{len(lines) - len(errors)} to check: build-dossier check")


def _shown(path: Path) -> str:
    """Return the path as short as it is true from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _code(dossier: Dossier) -> int:
    return 1 if any(problem.severity == "error" for problem in dossier.problems) else 0
