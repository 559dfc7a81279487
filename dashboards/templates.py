"""Go templates of alerts: asking Prometheus for a figure, and writing it as an office in Vietnam would."""

from __future__ import annotations

import re

from dashboards.words import MEASURES

VIETNAM_IS_AHEAD = 7 * 3600
PERCENT = "\N{NO-BREAK SPACE}%"

# Go knows no locale: "1234567.50" -> "1234567.5" -> "1234567,5", then a dot before each group of three, from the right.
DEFINE_NUMBER = (
    '{{ define "number" }}{{ . | printf "%.2f" | reReplaceAll `\\.?0+$` "" | reReplaceAll `\\.` ","'
    " | reReplaceAll `(\\d)(\\d{3})(,\\d+)?$` `$1.$2$3`"
    " | reReplaceAll `(\\d)(\\d{3}\\.\\d{3})(,\\d+)?$` `$1.$2$3`"
    " | reReplaceAll `(\\d)(\\d{3}\\.\\d{3}\\.\\d{3})(,\\d+)?$` `$1.$2$3` }}{{ end }}"
)
NUMBER = '{{ template "number" (. | first | value) }}'
DAY = '{{ (. | first | value | toTime).Format "2/1/2006" }}'
MINUTE = '{{ (. | first | value | toTime).Format "15:04 2/1/2006" }}'
NAME = '{{ . | first | label "name" }}'

_PLACE = re.compile(r"\$(indicator|unit|level|source|scale)")


def ask(promql: str, then: str, otherwise: str = "") -> str:
    """`then` with the answer as its dot, `otherwise` where there is none.

    `$indicator`, `$unit`, `$level` and `$source` in the query are the alert's labels, quoted; `$scale` is a variable.
    """
    names = _PLACE.findall(promql)
    query = _PLACE.sub(lambda place: "%v" if place[1] == "scale" else "%q", promql)
    given = "".join(" $scale" if name == "scale" else f" $labels.{name}" for name in names)
    fallback = f"{{{{ else }}}}{otherwise}" if otherwise else ""
    return f"{{{{ with query (printf `{query}`{given}) }}}}{then}{fallback}{{{{ end }}}}"


def choose(subject: str, cases: dict[str, str], otherwise: str = "") -> str:
    """The text of the case that the subject equals, else `otherwise`."""
    branches = "{{ else ".join(f"if eq {subject} `{value}` }}}}{text}" for value, text in cases.items())
    return f"{{{{ {branches}{{{{ else }}}}{otherwise}{{{{ end }}}}"


def measure_words() -> str:
    """Sets `$counted` to the word for what `$measure` counts, with a space before it; empty for a share or a rank."""
    words = {measure: f"{{{{ $counted = ` {word}` }}}}" for measure, word in MEASURES.items()}
    return "{{ $counted := `` }}" + choose("$measure", words)


def lines(*pieces: str) -> str:
    """The pieces one after the other; the line breaks between them are for the reader of the file alone."""
    return "{{- /**/ -}}\n".join(pieces)
