"""Memberships of international organisations, after the Correlates of War IGO data, one row for each spell.

Columns: ``cow_code``, ``state``, ``organisation_code``, ``organisation``, ``status``, ``first_year``,
``last_year``. A spell that runs to the last year of the data has an unknown end. A state that left and
came back has two spells. COW keeps one code through Russia and the Soviet Union, Serbia and Yugoslavia:
a spell is given to the state that bore the code when it ended.

Which organisations link Central Asia and Turkey in a year, as a map and measured; the group
``central-asia`` comes with the packaged tables::

    elshi build
    elshi load --kind igo memberships.csv
    elshi map both.html --level organisations --two-mode --group "central-asia; Turkey" --from 2014 --to 2014
    elshi report both-2014.html --level organisations --group "central-asia; Turkey" --from 2014 --to 2014

In the data's last year all memberships are *possible*: it is not known whether they ended with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.model.columns import shortened
from elshi.graph.names.names import country
from elshi.loaders.files.readers import Line, open_table
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions, slug

DATA = OpenData(
    kind="igo",
    source="cow-igo",
    name="Correlates of War: intergovernmental organizations, version 3.0 (memberships)",
    licence="Free to use with citation (Correlates of War Project).",
    citation="Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus, and Anne Spencer Jamison (2020): "
    "Tracking organizations in the world: The Correlates of War IGO Version 3.0 datasets. Journal of Peace "
    "Research 57(3), 492-503.",
    url="https://correlatesofwar.org/data-sets/igos/",
)

COLUMNS = ("cow_code", "state", "organisation_code", "organisation", "status", "first_year", "last_year")

_CODES = """
2:US 20:CA 31:BS 40:CU 41:HT 42:DO 51:JM 52:TT 53:BB 54:DM 55:GD 56:LC 57:VC 58:AG 60:KN 70:MX 80:BZ 90:GT
91:HN 92:SV 93:NI 94:CR 95:PA 100:CO 101:VE 110:GY 115:SR 130:EC 135:PE 140:BR 145:BO 150:PY 155:CL 160:AR
165:UY 200:GB 205:IE 210:NL 211:BE 212:LU 220:FR 221:MC 223:LI 225:CH 230:ES 232:AD 235:PT
245:x-bavaria-1805 255:DE 260:DE 265:DDDE 267:x-baden-1806 275:x-hesse-grand-ducal-1806 290:PL
300:x-austria-hungary-1867 305:AT 310:HU 315:CSHH 316:CZ 317:SK 325:IT 327:x-papal-states-0754
329:x-two-sicilies-1816 331:SM 337:x-tuscany-1569 338:MT 339:AL 341:ME 343:MK 344:HR 345:YUCS 346:BA 347:XK
349:SI 350:GR 352:CY 355:BG 359:MD 360:RO 365:RU 366:EE 367:LV 368:LT 369:UA 370:BY 371:AM 372:GE 373:AZ
375:FI 380:SE 385:NO 390:DK 395:IS 402:CV 403:ST 404:GW 411:GQ 420:GM 432:ML 433:SN 434:BJ 435:MR 436:NE
437:CI 438:GN 439:BF 450:LR 451:SL 452:GH 461:TG 471:CM 475:NG 481:GA 482:CF 483:TD 484:CG 490:CD 500:UG
501:KE 510:TZ 511:x-zanzibar-1963 516:BI 517:RW 520:SO 522:DJ 530:ET 531:ER 540:AO 541:MZ 551:ZM 552:ZW
553:MW 560:ZA 565:NA 570:LS 571:BW 572:SZ 580:MG 581:KM 590:MU 591:SC 600:MA 615:DZ 616:TN 620:LY 625:SD
626:SS 630:IR 640:TR 645:IQ 651:EG 652:SY 660:LB 663:JO 666:IL 670:SA 678:YE 679:YE 680:YDYE 690:KW 692:BH
694:QA 696:AE 698:OM 700:AF 701:TM 702:TJ 703:KG 704:UZ 705:KZ 710:CN 712:MN 713:TW 730:x-korea-1392 731:KP
732:KR 740:JP 750:IN 760:BT 770:PK 771:BD 775:MM 780:LK 781:MV 790:NP 800:TH 811:KH 812:LA 816:VN
817:x-republic-of-vietnam-1955 820:MY 830:SG 835:BN 840:PH 850:ID 860:TL 900:AU 910:PG 920:NZ 935:VU 940:SB
946:KI 947:TV 950:FJ 955:TO 970:NR 983:MH 986:PW 987:FM 990:WS
"""
STATES = {int(code): id_ for code, id_ in (pair.split(":") for pair in _CODES.split())}
"""COW's code of a state → its id."""

ENDED_AS = {365: ((1922, 1991, "SUHH"),), 345: ((2006, 9999, "RS"),)}
"""Codes that several states bore: (first, last year, id); a spell that ended then is that state's."""

KNOWN = {
    "UN": "united-nations",
    "UNESCO": "unesco",
    "COE": "council-of-europe",
    "CIS": "cis",
    "SCO": "shanghai-cooperation-organisation",
    "TURKSOY": "turksoy",
    "OIC": "organisation-of-islamic-cooperation",
    "OSCE": "osce",
    "EU": "european-union",
    "CSTO": "collective-security-treaty-organisation",
    "WIPO": "wipo",
    "ITU": "itu",
    "WTOURO": "un-tourism",
    "ICCROM": "iccrom",
    "NATO": "nato",
    "ISDB": "islamic-development-bank",
    "LOAS": "league-of-arab-states",
    "ACCT": "francophonie",
    "ECO": "economic-cooperation-organization",
    "ASEAN": "asean",
    "BSEC": "bsec",
    "ASDB": "asian-development-bank",
    "EBRD": "ebrd",
    "NAM": "non-aligned-movement",
    "D8": "d-8",
    "SAARC": "saarc",
    "ASEF": "asef",
    "IEXB": "bie",
    "EAEC": "eurasian-economic-community",
    "EAPO": "eurasian-patent-organization",
    "ARALSEA": "ifas",
    "CICA": "cica",
    "CAECC": "central-asian-cooperation",
}
"""COW's codes of the organisations that the packaged tables know, by their ids there."""

STATUSES = ("member", "associate", "observer")


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read one table of spells.

    Raises ``ElshiError`` when a column is missing. A row whose state is unknown, or whose years are not
    in order, is left out and listed.
    """
    [path] = paths if len(paths) == 1 else [_one(paths)]
    table = open_table(path)
    known = ", ".join(COLUMNS)
    if missing := [name for name in COLUMNS if name not in table.columns]:
        raise ElshiError(
            f"{path.name}: the column '{missing[0]}' is missing; the columns {known} were expected."
        )
    made = Gathering(DATA, path, table.sha256)
    lines = list(table.rows())
    last = max((int(year) for line in lines if _is_year(year := line.cells["last_year"])), default=0)
    for line in lines:
        _add(made, line, last)
    return made


def _one(paths: Sequence[Path]) -> Path:
    raise ElshiError(f"{len(paths)} files were given; one table of memberships was expected.")


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4


def _add(made: Gathering, line: Line, last: int) -> None:
    cells, number = line.cells, line.number
    first_year, last_year = cells.get("first_year", ""), cells.get("last_year", "")
    status = cells.get("status", "")
    if not (_is_year(first_year) and _is_year(last_year) and first_year <= last_year):
        shown = shortened(f"{first_year}–{last_year}")
        made.leave_out(f"row {number}: '{shown}' is no spell; two years in order were expected.")
        return
    if status not in STATUSES:
        made.leave_out(f"row {number}: '{shortened(status)}' is none of {', '.join(STATUSES)}.")
        return
    state = _state(cells, int(last_year))
    if state is None:
        name = shortened(cells.get("state", ""))
        made.leave_out(f"No state is known by the code {shortened(cells['cow_code'])} ({name}).")
        return
    member = made.state(state, number)
    organisation = _organisation(made, cells, number)
    made.add(
        "memberships",
        number,
        id=f"cow-igo-{cells['cow_code']}-{slug(cells['organisation_code'])}-{first_year}-{status}",
        member=member,
        organisation=organisation,
        status=status,
        during=f"{first_year}/" if int(last_year) == last else f"{first_year}/{last_year}",
        **made.cited(number),
    )


def _state(cells: dict[str, str], ended: int) -> str | None:
    code = cells["cow_code"]
    if not code.isdigit() or int(code) not in STATES:
        return country(cells.get("state", ""))
    spells = ENDED_AS.get(int(code), ())
    return next((id_ for first, last, id_ in spells if first <= ended <= last), STATES[int(code)])


def _organisation(made: Gathering, cells: dict[str, str], number: int) -> str:
    code = cells["organisation_code"]
    id_ = KNOWN.get(code, f"igo-{slug(code)}")
    if not made.has("organisations", id_):
        name = cells["organisation"] or code
        made.add("organisations", number, id=id_, name=name, kind="intergovernmental")
        if code != name:
            made.add("names", number, actor=id_, name=code, kind="acronym")
    return id_
