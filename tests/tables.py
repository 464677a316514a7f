"""Small tables of real facts that the tests load."""

SOURCES = "id,name,kind\nkz-cn-article,Kazakhstan and China,article\nother-article,Another,article\n"
COUNTRIES = "id,name,name_kk\nKZ,Kazakhstan,Қазақстан\nCN,China,Қытай\nTR,Turkey,Түркия\n"
CITIES = "id,name,belongs_to\nkz-almaty,Almaty,KZ\ncn-beijing,Beijing,CN\n"
TREATIES = (
    "id,kind,name,date,valid,signed_by,fields,places,source,section\n"
    "kz-cn-plan-1995,plan,Cultural plan for 1995-1997,1995-06-21,1995/1997,KZ; CN,general-culture,"
    "cn-beijing,kz-cn-article,2\n"
    "kz-cn-agreement-1992,agreement,Cultural agreement,1992-08,,KZ; CN,general-culture,,"
    "kz-cn-article,1\n"
)
EVENTS = (
    "id,kind,name,name_kk,date,hosted_by,presented,places,fields,source\n"
    "abai-150,anniversary,150th anniversary of Abai in China,Абайдың 150 жылдығы,1995-06,CN,KZ,"
    "cn-beijing,literature,kz-cn-article\n"
)
MEMBERSHIPS = (
    "id,member,organisation,status,during,source\n"
    "kz-turksoy,KZ,turksoy,member,1993/..,kz-cn-article\n"
    "tr-turksoy,TR,turksoy,member,1993/,kz-cn-article\n"
)
ORGANISATIONS = "id,kind,name,name_kk\nturksoy,intergovernmental,TÜRKSOY,ТҮРКСОЙ\n"

ALL = {
    "sources": SOURCES,
    "countries": COUNTRIES,
    "cities": CITIES,
    "organisations": ORGANISATIONS,
    "treaties": TREATIES,
    "events": EVENTS,
    "memberships": MEMBERSHIPS,
}
