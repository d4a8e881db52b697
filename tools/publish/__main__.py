"""`python -m tools.publish COMMAND`: what the Makefile calls once Sphinx has written the book."""

from pathlib import Path

import click

SITE = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group(help=__doc__)
def main() -> None:
    """Group of the commands below."""


@main.command()
@click.argument("site", type=SITE)
def finish(site: Path) -> None:
    """Fill in edition and addresses, size the pictures, write sitemap and service worker."""
    from tools.publish.edition import this_edition
    from tools.publish.finish import finish as finished

    finished(site, this_edition())


@main.command()
@click.argument("page", type=click.Path(path_type=Path, resolve_path=True))
def address(page: Path) -> None:
    """Print the address of a page on this machine, as a browser and a terminal's links want it."""
    click.echo(page.as_uri())


@main.command()
@click.argument("site", type=SITE)
@click.option("--port", default=8000, show_default=True)
def serve(site: Path, port: int) -> None:
    """Show the book on this machine, with the headers of a published one."""
    from tools.publish.server import serve as served

    try:
        server = served(site, port)
    except OSError as problem:
        raise click.ClickException(
            f"port {port} cannot be used ({problem.strerror}); try: make serve PORT=8001"
        ) from None
    click.echo(f"http://localhost:{port}/   (Ctrl+C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


@main.command()
@click.argument("site", type=SITE)
def nginx(site: Path) -> None:
    """Print an nginx server block with the same headers."""
    from tools.publish.headers import nginx as block
    from tools.publish.headers import read_headers

    click.echo(block(read_headers(site)), nl=False)


@main.command("print")
@click.argument("joined", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("target", type=click.Path(path_type=Path))
def print_(joined: Path, target: Path) -> None:
    """Print the book, the worksheets and their answers as PDF."""
    from tools.publish.edition import this_edition
    from tools.publish.printing import CannotPrintError, print_all

    try:
        printed = print_all(joined, target, this_edition())
    except CannotPrintError as problem:
        raise click.ClickException(str(problem)) from None
    click.echo("Printed: " + ", ".join(str(pdf) for pdf in printed))


@main.command()
@click.argument("site", type=SITE)
@click.argument("target", type=click.Path(path_type=Path))
def archive(site: Path, target: Path) -> None:
    """Pack the site, the server's configuration and a container's recipe into one zip."""
    from tools.publish.archive import pack
    from tools.publish.edition import this_edition

    click.echo(f"Packed: {pack(site, target, this_edition())}")


@main.command()
@click.argument("first", type=SITE)
@click.argument("second", type=SITE)
def compare(first: Path, second: Path) -> None:
    """Fail with the list of files in which two builds differ."""
    from tools.publish.compare import differences

    found = differences(first, second)
    if found:
        raise click.ClickException(f"{len(found)} files differ:\n" + "\n".join(found))
    click.echo("Both builds are the same, byte for byte.")


@main.command()
@click.argument("tag")
def release(tag: str) -> None:
    """Fail with a sentence for each file that speaks of another release than the tag."""
    from tools.publish.edition import ROOT
    from tools.publish.release import disagreements

    if found := disagreements(tag, ROOT):
        raise click.ClickException("\n".join(found))
    click.echo(f"Tag, version, citation and changelog agree on {tag}.")


if __name__ == "__main__":
    main()
