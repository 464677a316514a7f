"""What CLDR does not know about the names of countries: the tables that ``elshi.graph.names.names`` reads.

CLDR (through Babel) gives one short name of every country in five languages. Scholars write more:
official long forms, abbreviations, other spellings, states that are no more, and case endings.
Each table below says what it is for. This module is data, with the one rule that goes with it
(how a Russian name is declined); looking up is done in ``elshi.graph.names.names``.
"""

from __future__ import annotations

import re
from itertools import product


def listed(words: str) -> list[str]:
    """The words of a table that is written as running text."""
    return words.split()


LANGUAGES = ("en", "kk", "ru", "tr", "zh")
"""The languages in which a country has a label."""

ALPHA3 = dict(
    pair.split(":")
    for pair in listed("""
AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AQ:ATA AR:ARG AS:ASM AT:AUT AU:AUS
AW:ABW AX:ALA AZ:AZE BA:BIH BB:BRB BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM
BM:BMU BN:BRN BO:BOL BQ:BES BR:BRA BS:BHS BT:BTN BV:BVT BW:BWA BY:BLR BZ:BLZ CA:CAN CC:CCK
CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CU:CUB CV:CPV
CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DM:DMA DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY
EH:ESH ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO FR:FRA GA:GAB GB:GBR GD:GRD
GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC GS:SGS GT:GTM
GU:GUM GW:GNB GY:GUY HK:HKG HM:HMD HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN
IN:IND IO:IOT IQ:IRQ IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM
KI:KIR KM:COM KN:KNA KP:PRK KR:KOR KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA
LR:LBR LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL
MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP MQ:MTQ MR:MRT MS:MSR MT:MLT MU:MUS MV:MDV MW:MWI
MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR NP:NPL NR:NRU
NU:NIU NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL PM:SPM PN:PCN PR:PRI
PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB SC:SYC
SD:SDN SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD
ST:STP SV:SLV SX:SXM SY:SYR SZ:SWZ TC:TCA TD:TCD TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS
TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA UM:UMI US:USA UY:URY
UZ:UZB VA:VAT VC:VCT VE:VEN VG:VGB VI:VIR VN:VNM VU:VUT WF:WLF WS:WSM XK:XKX YE:YEM YT:MYT
ZA:ZAF ZM:ZMB ZW:ZWE
""")
)
"""ISO 3166-1: alpha-2 → alpha-3, for every code that is in force (with Kosovo's XK, as in CLDR).

What is not in this table (EU, UN, the world, continents, Ascension) is no country here.
"""

PAST: dict[str, dict[str, str]] = {
    "SUHH": {
        "en": "Soviet Union",
        "kk": "Кеңестік Социалистік Республикалар Одағы",
        "ru": "Советский Союз",
        "tr": "Sovyetler Birliği",
        "zh": "苏联",
    },
    "CSHH": {
        "en": "Czechoslovakia",
        "kk": "Чехословакия",
        "ru": "Чехословакия",
        "tr": "Çekoslovakya",
        "zh": "捷克斯洛伐克",
    },
    "YUCS": {
        "en": "Yugoslavia",
        "kk": "Югославия",
        "ru": "Югославия",
        "tr": "Yugoslavya",
        "zh": "南斯拉夫",
    },
    "DDDE": {
        "en": "German Democratic Republic",
        "kk": "Германия Демократиялық Республикасы",
        "ru": "Германская Демократическая Республика",
        "tr": "Demokratik Almanya Cumhuriyeti",
        "zh": "德意志民主共和国",
    },
    "CSXX": {
        "en": "Serbia and Montenegro",
        "kk": "Сербия және Черногория",
        "ru": "Сербия и Черногория",
        "tr": "Sırbistan ve Karadağ",
        "zh": "塞尔维亚和黑山",
    },
    "YDYE": {
        "en": "South Yemen",
        "kk": "Оңтүстік Йемен",
        "ru": "Южный Йемен",
        "tr": "Güney Yemen",
        "zh": "南也门",
    },
    "ZRCD": {"en": "Zaire", "kk": "Заир", "ru": "Заир", "tr": "Zaire", "zh": "扎伊尔"},
}
"""States that are no more, by their ISO 3166-3 code, in the same five languages."""

PAST_ALPHA3 = {"SUN": "SUHH", "CSK": "CSHH", "YUG": "YUCS", "DDR": "DDDE", "SCG": "CSXX"}
"""The alpha-3 codes that those states had."""

OTHER_NAMES: dict[str, str] = {
    "AE": "Объединенные Арабские Эмираты; Біріккен Араб Эмираттары; Emirates",
    "AF": "Афганистан; Ауғаныстан; Исламская Республика Афганистан; Ауғанстан Ислам Республикасы",
    "AT": "Австрия; Австрия Республикасы; Австрийская Республика",
    "AU": "Австралия; Австралия Одағы; Commonwealth of Australia",
    "AZ": "Әзербайжан; Азербайжан; Азербайджанская Республика; Азәрбайҗан; Azərbaycan; "
    "Əzərbaycan; Azerbaidzhan; Azerbaijani Republic; Azərbaycan Respublikası; "
    "Әзербайжан Республикасы; Республика Азербайджан",
    "BA": "Bosnia; Босния; Bosnia-Herzegovina",
    "BY": "Белоруссия; Белорусь; Беларусия; Belorussia; Byelorussia; Beyaz Rusya",
    "CD": "Democratic Republic of the Congo; Демократическая Республика Конго; "
    "Конго Демократиялық Республикасы; Demokratik Kongo Cumhuriyeti; DR Congo",
    "CG": "Republic of the Congo; Республика Конго; Конго Республикасы; Kongo Cumhuriyeti",
    "CI": "Ivory Coast; Кот д'Ивуар; Берег Слоновой Кости; Fildişi Sahili",
    "CN": "People's Republic of China; Қытай Халық Республикасы; Китайская Народная Республика; "
    "Çin Halk Cumhuriyeti; 中华人民共和国; PR China; Кытай; Қытай Елі",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic; Чех Республикасы; Чешская Республика; Çek Cumhuriyeti",
    "DE": "Federal Republic of Germany; Германия Федеративтік Республикасы; "
    "Германия Федеративті Республикасы; Федеративная Республика Германия; "
    "Федеративная Республика Германии; Almanya Federal Cumhuriyeti; 德意志联邦共和国; "
    "Федеративтік Германия Республикасы; Алмания",
    "EG": "Arab Republic of Egypt; Египет; Арабская Республика Египет; Мысыр Араб Республикасы; "
    "Египет Араб Республикасы; Mısır Arap Cumhuriyeti",
    "ES": "Kingdom of Spain; Королевство Испания; Испания Корольдігі",
    "FR": "French Republic; Француз Республикасы; Французская Республика; Fransa Cumhuriyeti",
    "GB": "Great Britain; Britain; United Kingdom of Great Britain and Northern Ireland; "
    "Британия; Соединенное Королевство; Біріккен Корольдік; Құрама Корольдік; "
    "Соединенное Королевство Великобритании и Северной Ирландии; "
    "Ұлыбритания және Солтүстік Ирландия Біріккен Корольдігі; Büyük Britanya; İngiltere",
    "GE": "Гүржістан; Грузия Республикасы; Sakartvelo",
    "GR": "Греция; Hellenic Republic; Греческая Республика; Грек Республикасы",
    "HK": "Hong Kong; Гонконг; Hong Kong SAR; Xianggang; 香港",
    "HR": "Republic of Croatia",
    "HU": "Мажарстан; Венгерская Республика; Republic of Hungary",
    "IE": "Republic of Ireland",
    "IN": "Республика Индия; Үндістан Республикасы; Индия",
    "IR": "Islamic Republic of Iran; Иран Ислам Республикасы; Исламская Республика Иран; "
    "İran İslam Cumhuriyeti; 伊朗伊斯兰共和国",
    "IL": "State of Israel; Государство Израиль; Израиль мемлекеті",
    "IT": "Italian Republic; Итальянская Республика; Итальян Республикасы",
    "JO": "Hashemite Kingdom of Jordan; Иордания Хашимиттік Корольдігі; Иорданское Хашимитское Королевство",
    "KG": "Киргизия; Кыргызстан; Қырғыз Республикасы; Кыргызская Республика; "
    "Киргизская Республика; Кыргыз Республикасы; Kyrgyz Republic; Kirghizia; Kirgizia; "
    "Kirghizstan; Kyrgyzia; Kırgızstan; Kırgız Cumhuriyeti; Qırğızıstan; 吉尔吉斯共和国; "
    "Қырғызыстан; Қырғыстан; Қыргызстан",
    "KP": "Democratic People's Republic of Korea; Корейская Народно-Демократическая Республика; "
    "Корей Халық Демократиялық Республикасы; Корея Халықтық Демократиялық Республикасы; "
    "Северная Корея; Kore Demokratik Halk Cumhuriyeti; DPR Korea; 朝鲜民主主义人民共和国",
    "KR": "Republic of Korea; Корея Республикасы; Южная Корея; Kore Cumhuriyeti; 大韩民国",
    "KZ": "Republic of Kazakhstan; Kazakstan; Qazaqstan; Qazaqstan Respublikasy; "
    "Қазақстан Республикасы; Казакстан; Қазакстан; Казақстан; 哈萨克斯坦共和国; Казакъстан",
    "LA": "Lao People's Democratic Republic; Лаосская Народно-Демократическая Республика; Lao PDR",
    "LY": "Ливия Араб Жамахириясы; Libyan Arab Jamahiriya",
    "MA": "Kingdom of Morocco; Королевство Марокко; Марокко Корольдігі",
    "MD": "Молдавия; Moldavia; Moldavya; Республика Молдова; Republic of Moldova",
    "MK": "Macedonia; Македония; Makedonya; Former Yugoslav Republic of Macedonia",
    "MM": "Myanmar; Burma; Мьянма; Бирма; Birmanya; 缅甸联邦共和国",
    "MN": "Mongolian People's Republic; Монголия; Монғолия; Моңғол Халық Республикасы; "
    "Монгольская Народная Республика; Moğolistan Halk Cumhuriyeti; 蒙古国",
    "MO": "Macao; Macau; Макао; 澳门",
    "NL": "Holland; The Netherlands; Голландия; Kingdom of the Netherlands; Нидерландия; "
    "Нидерланды; Нидерландтар; Королевство Нидерландов",
    "MV": "Мальдив",
    "PH": "Филиппин",
    "PK": "Пакистан; Пәкстан; Islamic Republic of Pakistan; Исламская Республика Пакистан; "
    "Пәкістан Ислам Республикасы; Пакистан Ислам Республикасы; Pakistan İslam Cumhuriyeti",
    "PS": "Palestine; State of Palestine; Палестина; Государство Палестина; Filistin; "
    "Палестина мемлекеті; 巴勒斯坦; Filistin Devleti",
    "RU": "Russian Federation; Ресей Федерациясы; Российская Федерация; Rusya Federasyonu; "
    "俄罗斯联邦; Россия Федерациясы; Русия",
    "SA": "Kingdom of Saudi Arabia; Сауд Арабия; Сауд Арабиясы Корольдігі; "
    "Королевство Саудовская Аравия; Suudi Arabistan Krallığı",
    "SK": "Slovak Republic; Словак Республикасы; Словацкая Республика; Slovak Cumhuriyeti",
    "SY": "Syrian Arab Republic; Сирия Араб Республикасы; Сирийская Арабская Республика",
    "SZ": "Swaziland; Свазиленд; Свазиланд",
    "TJ": "Таджикистан; Тәжікістан; Тажикстан; Tadjikistan; Tadzhikistan; Tojikiston; Тоҷикистон",
    "TL": "East Timor; Восточный Тимор; Doğu Timor",
    "PL": "Польша Халық Республикасы; Польская Народная Республика",
    "TM": "Түркменстан; Түркіменстан; Түрікмения; Туркмения; Turkmenia; Turkmenistan",
    "TR": "Turkey; Republic of Turkey; Түркия Республикасы; Турецкая Республика; "
    "Түрік Республикасы; Türkiye Cumhuriyeti; Turkiye; 土耳其共和国; Turkish Republic; "
    "Туркия; Түркие",
    "TW": "Taiwan",
    "TZ": "United Republic of Tanzania",
    "UA": "Украина Республикасы",
    "US": "United States of America; Соединенные Штаты Америки; 美利坚合众国",
    "UZ": "Oʻzbekiston; O'zbekiston Respublikasi; Ўзбекистон; Өзбекістан; 乌兹别克斯坦共和国; "
    "Özbekistan Cumhuriyeti; Өзбекістан Республикасы; Ozbekistan",
    "VA": "Vatican; Holy See; Ватикан; Святой Престол",
    "VN": "Viet Nam; Socialist Republic of Vietnam; Социалистическая Республика Вьетнам; "
    "Вьетнам Социалистік Республикасы",
    "YE": "Republic of Yemen; Йемен Республикасы; Йеменская Республика",
    "ZA": "Republic of South Africa; Южная Африка; ОАР; Южно-Африканская Республика; "
    "Оңтүстік Африка Республикасы; Güney Afrika Cumhuriyeti",
    "SUHH": "Union of Soviet Socialist Republics; Кеңес Одағы; "
    "Кеңестік Социалистік Республикалар Одағы; Кеңестер Одағы; "
    "Союз Советских Социалистических Республик; "
    "Sovyet Sosyalist Cumhuriyetler Birliği; 苏维埃社会主义共和国联盟",
    "CSHH": "Czechoslovak Socialist Republic; Чехословацкая Социалистическая Республика",
    "YUCS": "Socialist Federal Republic of Yugoslavia; Социалистическая Федеративная Республика Югославия",
    "DDDE": "East Germany; Восточная Германия; Шығыс Германия; Doğu Almanya; 东德; "
    "Герман Демократиялық Республикасы",
}
"""Long forms and other spellings, as official texts and the sources write them, parted by ``;``.

Kazakh and Russian ones are met with their endings too. What the generic long forms already give
(``REPUBLICS``) need not stand here.
"""

REPUBLICS = listed(
    "AF AL AM AO AT AZ BG BI BJ BO BW BY CI CL CM CO CR CU CV CY DJ EC EE EG ER ET FI FJ GE GH GM "
    "GN GW GY HN HR HT ID IN IQ IS IT KE KG KZ LB LR LT LV MD MG MK ML MM MR MT MU MV MZ NA NE NG "
    "NI NP PA PE PH PK PL PT PY RO RS RW SC SD SI SL SM SN SR SS SY TD TG TJ TM TN TR UG UY UZ VE "
    "YE ZM ZW"
)
"""States of which "Republic of X", «Республика X», «X Республикасы», "X Cumhuriyeti" are names.

Left out where that would name another state: the Republic of China is not China, the Republic of
Korea has its own line above, and so have the two Congos.
"""

AMBIGUOUS = frozenset(
    {
        *("корея", "конго", "америка", "америки", "америке", "америку", "америкой", "гвиана"),
        *("korea", "kore", "congo", "kongo", "america", "amerika", "guiana", "刚果"),
        *("виргинские острова", "virgin islands", "сен мартен", "saint martin"),
    }
)
"""Names that more than one state (or a continent) bears: never resolved, whatever CLDR says."""

NOT_COUNTRIES = frozenset({"АЛЖИР"})
"""Writings that look like a country and are not: АЛЖИР in capitals is the camp near Akmola."""

ALSO_WORDS = frozenset({"TG", "PW"})
"""Countries whose names are plain words in small letters: «того» (of that), «палау» (pilaf)."""

SHORT_FORMS: dict[str, str] = {
    # Kazakh
    "ҚР": "KZ", "ҚХР": "CN", "ӨР": "UZ", "ӨзР": "UZ", "АҚШ": "US", "КСРО": "SUHH", "КХДР": "KP",
    "ГФР": "DE", "ГДР": "DDDE", "БАӘ": "AE", "МХР": "MN", "ОАР": "ZA",
    # Russian
    "РК": "KZ", "КНР": "CN", "РУз": "UZ", "США": "US", "СССР": "SUHH", "РФ": "RU",
    "КНДР": "KP", "ФРГ": "DE", "ОАЭ": "AE", "ЮАР": "ZA", "МНР": "MN", "ЧССР": "CSHH",
    "СФРЮ": "YUCS", "КСА": "SA", "ИРИ": "IR",
    # English
    "USA": "US", "US": "US", "U.S.": "US", "U.S.A.": "US", "UK": "GB", "U.K.": "GB", "UAE": "AE",
    "PRC": "CN", "USSR": "SUHH", "DPRK": "KP", "ROK": "KR", "FRG": "DE", "GDR": "DDDE",
    "RK": "KZ", "RF": "RU",
    # Turkish
    "ABD": "US", "SSCB": "SUHH", "ÇHC": "CN", "BAE": "AE", "KSA": "SA",
    # organisations
    "ТМД": "cis", "СНГ": "cis", "CIS": "cis", "BDT": "cis",
    "БҰҰ": "united-nations", "ООН": "united-nations", "UN": "united-nations",
    "UNO": "united-nations", "BM": "united-nations",
    "ЮНЕСКО": "unesco", "UNESCO": "unesco",
    "ШЫҰ": "shanghai-cooperation-organisation", "ШОС": "shanghai-cooperation-organisation",
    "SCO": "shanghai-cooperation-organisation", "ŞİÖ": "shanghai-cooperation-organisation",
    "ТҮРКСОЙ": "turksoy", "ТҮРІКСОЙ": "turksoy", "ТЮРКСОЙ": "turksoy", "ТУРКСОЙ": "turksoy",
    "TÜRKSOY": "turksoy", "TURKSOY": "turksoy",
    "ЕҚЫҰ": "osce", "ОБСЕ": "osce", "OSCE": "osce", "AGİT": "osce",
    "ЕО": "european-union", "ЕС": "european-union", "EU": "european-union",
    "ЕАЭО": "eurasian-economic-union", "ЕАЭС": "eurasian-economic-union",
    "EAEU": "eurasian-economic-union",
    "ИЫҰ": "organisation-of-islamic-cooperation", "ОИС": "organisation-of-islamic-cooperation",
    "OIC": "organisation-of-islamic-cooperation", "İİT": "organisation-of-islamic-cooperation",
    "ҰҚШҰ": "collective-security-treaty-organisation",
    "ОДКБ": "collective-security-treaty-organisation",
    "CSTO": "collective-security-treaty-organisation",
}  # fmt: skip
"""Abbreviations, as capitals, to a country's code or an organisation's id.

Left out because they stand for two things: ТР (Түркия, Татарстан), РТ (Татарстан, Таджикистан),
РБ (Беларусь, Башкортостан), САР (Сирия, Гонконг), КР (Кыргызстан, or ҚР without its tail), АР,
КСР.
"""

PREPOSITIONS = frozenset(
    listed("в во из с со на о об к ко по от для у при через за in of from to with the for by at")
)
"""Words that may stand before a country's name in running text."""

_OURS = "[ыі]?м[ыі]з|[ыі]м"
_CASE = "[ыі]ң|[ндт][ыі]ң|[нғқ]а|[нгк]е|[ндт][ыі]|н|н?[дт][ае]|[дтн][ае]н|[мбп]ен"
_IN = "н?[дт][ае](?:ғы|гі)"
KAZAKH_ENDING = re.compile(f"(?:{_OURS})?(?:{_CASE})|{_OURS}|{_IN}(?:{_CASE})?")
"""A Kazakh case ending after a name: Қазақстан-ның, Түркия-ға, Қытай-дағы, Республикасы-нан.

Not the adjectives in -лық/-дік: қазақстандық is not Kazakhstan.
"""

TURKISH_ENDING = re.compile(
    r"(?:[ns]?[ıiuü]n|y?[aeıiuü]|n[aeıiuü]|[dt][ae]n?|[dt][ae]ki\w*|y?l[ae]|l[ıi]\w*|s)",
    re.IGNORECASE,
)
"""What may follow the apostrophe: Kazakistan'ın, Türkiye'deki; and the English 's."""


def russian_forms(name: str) -> set[str]:
    """The oblique cases of a Russian name in small letters, each word declined or left as it is.

    Generous on purpose: a form that nobody writes does no harm, one that two countries share is
    dropped by the caller.

    >>> {"китайской народной республики", "китае"} <= russian_forms(
    ...     "китайская народная республика") | russian_forms("китай")
    True
    """
    words = [(word, _declined(word)) for word in name.split()]
    forms = set()
    for case in range(6):
        forms |= set(product(*(sorted({word, cases[case]}) for word, cases in words)))
    return {" ".join(form) for form in forms} - {name}


_ENDINGS: tuple[tuple[str, str], ...] = (
    # the ending of the name: genitive, dative, accusative, instrumental, prepositional, another
    ("ская", "ской ской скую ской ской скою"),
    ("ная", "ной ной ную ной ной ною"),
    ("ая", "ой ой ую ой ой ою"),
    ("ия", "ии ии ию ией ии ии"),
    ("я", "и е ю ей е и"),
    ("ка", "ки ке ку кой ке ки"),
    ("ша", "ши ше шу шей ше ши"),
    ("а", "ы е у ой е ою"),
    ("ское", "ского скому ское ским ском ском"),
    ("ное", "ного ному ное ным ном ном"),
    ("ский", "ского скому ский ским ском ском"),
    ("ный", "ного ному ный ным ном ном"),
    ("ные", "ных ным ные ными ных ных"),
    ("ские", "ских ским ские скими ских ских"),
    ("во", "ва ву во вом ве ве"),
    ("й", "я ю й ем е е"),
    ("ы", "ов ам ы ами ах ов"),
    ("ь", "и и ь ью и и"),
)
_SOFT = ("я", "ю", "ь", "ем", "е", "е")
_HARD = ("а", "у", "", "ом", "е", "е")


def _declined(word: str) -> tuple[str, ...]:
    if word in {"израиль", "тайвань"}:
        return tuple(word[:-1] + end for end in _SOFT)
    for end, cases in _ENDINGS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return tuple(word[: -len(end)] + case for case in cases.split())
    if word[-1:] in "бвгджзклмнпрстфхцчшщ" and len(word) > 2:
        return tuple(word + end for end in _HARD)
    return (word,) * 6
