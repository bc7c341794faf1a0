//! Every address of the server, asked by everybody: what each is answered stands in one table. A route that has no row
//! here fails the test.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use cadans::plan::Placement;

use super::scene::{meeting, open};
use super::world::{World, run, token};

/// Who asks, in the order of the columns: a stranger, whoever only reads how many are late, anna (who has the family
/// kemo3, and not dilu7), who plans, who leads, who reads the trail.
const WHO: [&str; 6] = ["", "reader", "worker", "planner", "lead", "auditor"];

/// What is answered: `o` a page, `>` led to the log-in, `d` led on, `f` may not, `n` is not there, `u` makes no sense
/// (and nothing is done), `w` is not who they say.
///
/// `WHO` stands for who asks, `OWN` and `OTHER` for a meeting of kemo3 with anna, and one of dilu7 without her.
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    // Method, route, what of it is asked, form, answers.
    ("get", "/", "", "", "dddddd"),
    ("get", "/healthz", "", "", "oooooo"),
    ("get", "/robots.txt", "", "", "oooooo"),
    ("get", "/style.css", "", "", "oooooo"),
    ("get", "/copy.js", "", "", "oooooo"),
    // No cookie counts at a secret address; whose it is stands in `discreet`.
    ("get", "/f/{name}", "/f/none", "", "nnnnnn"),
    ("get", "/f/{name}", "/f/none.ics", "", "nnnnnn"),
    ("get", "/t/{team}/login", "", "", "oooooo"),
    (
        "post",
        "/t/{team}/login",
        "",
        "name=WHO&password=wrong",
        "wwwwww",
    ),
    ("get", "/t/{team}", "", "", ">ooood"),
    ("get", "/t/{team}/", "", "", ">ooood"),
    ("get", "/t/{team}/quarter", "", "", ">ddddf"),
    (
        "get",
        "/t/{team}/quarter/{term}",
        "/quarter/2027Q1",
        "",
        ">fooof",
    ),
    (
        "get",
        "/t/{team}/quarter/{term}",
        "/quarter/2027Q1?person=bram",
        "",
        ">fooof",
    ),
    ("get", "/t/{team}/week", "", "", ">ddddf"),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04",
        "",
        ">fooof",
    ),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04?case=kemo3",
        "",
        ">fooof",
    ),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04?case=dilu7",
        "",
        ">fnoof",
    ),
    ("get", "/t/{team}/overdue", "", "", ">oooof"),
    (
        "get",
        "/t/{team}/overdue",
        "/overdue?case=kemo3",
        "",
        ">nooof",
    ),
    (
        "get",
        "/t/{team}/overdue",
        "/overdue?case=dilu7",
        "",
        ">nnoof",
    ),
    ("get", "/t/{team}/person/{id}", "/person/anna", "", ">fooof"),
    ("get", "/t/{team}/person/{id}", "/person/bram", "", ">ffoof"),
    (
        "get",
        "/t/{team}/person/{id}",
        "/person/nobody",
        "",
        ">ffnnf",
    ),
    ("get", "/t/{team}/case/{code}", "/case/kemo3", "", ">nooof"),
    ("get", "/t/{team}/case/{code}", "/case/dilu7", "", ">nnoof"),
    ("get", "/t/{team}/card/{code}", "/card/kemo3", "", ">nooof"),
    ("get", "/t/{team}/card/{code}", "/card/dilu7", "", ">nnoof"),
    ("get", "/t/{team}/add/{code}", "/add/kemo3", "", ">nooof"),
    ("get", "/t/{team}/add/{code}", "/add/dilu7", "", ">nnoof"),
    (
        "get",
        "/t/{team}/meeting/{*id}",
        "/meeting/OWN",
        "",
        ">nooof",
    ),
    (
        "get",
        "/t/{team}/meeting/{*id}",
        "/meeting/OTHER",
        "",
        ">nnoof",
    ),
    ("get", "/t/{team}/why/{*id}", "/why/OWN", "", ">nooof"),
    ("get", "/t/{team}/why/{*id}", "/why/OTHER", "", ">nnoof"),
    ("get", "/t/{team}/move/{*id}", "/move/OWN", "", ">nooof"),
    ("get", "/t/{team}/move/{*id}", "/move/OTHER", "", ">nnoof"),
    (
        "get",
        "/t/{team}/standing/{*key}",
        "/standing/iag.visit/kemo3",
        "",
        ">nooof",
    ),
    (
        "get",
        "/t/{team}/standing/{*key}",
        "/standing/iag.visit/dilu7",
        "",
        ">nnoof",
    ),
    ("get", "/t/{team}/changes", "", "", ">fooof"),
    ("get", "/t/{team}/audit", "", "", ">fffoo"),
    ("get", "/t/{team}/audit/export", "", "", ">fffoo"),
    (
        "get",
        "/t/{team}/looked/{code}",
        "/looked/kemo3",
        "",
        ">fffoo",
    ),
    (
        "get",
        "/t/{team}/looked/{code}",
        "/looked/none",
        "",
        ">fffnn",
    ),
    ("get", "/t/{team}/me", "", "", ">ooooo"),
    ("post", "/t/{team}/me/end", "", "session=none", ">nnnnn"),
    (
        "post",
        "/t/{team}/me/password",
        "",
        "old=a&new=b&again=c",
        ">uuuuu",
    ),
    ("get", "/t/{team}/second", "", "", ">ooooo"),
    (
        "post",
        "/t/{team}/second",
        "",
        "code=none&secret=none",
        ">wwwww",
    ),
    ("get", "/t/{team}/plan", "", "", ">ffoof"),
    ("get", "/t/{team}/enter", "", "", ">ffoof"),
    ("get", "/t/{team}/team", "", "", ">ffoof"),
    ("get", "/t/{team}/team/{key}", "/team/anna", "", ">ffoof"),
    (
        "get",
        "/t/{team}/past/{subject}",
        "/past/kemo3",
        "",
        ">ffoof",
    ),
    ("get", "/t/{team}/feeds", "", "", ">fooof"),
    (
        "get",
        "/t/{team}/record/{week}",
        "/record/2027-W03?person=anna",
        "",
        ">fooof",
    ),
    (
        "post",
        "/t/{team}/record/{week}",
        "/record/2027-W03",
        "person=anna",
        ">fdddf",
    ),
    // Forms that make no sense, so that nothing is done: who may not is told so before that is seen.
    ("post", "/t/{team}/act", "", "id=OWN&deed=none", ">nuuuf"),
    ("post", "/t/{team}/act", "", "id=OTHER&deed=none", ">nnuuf"),
    ("post", "/t/{team}/act", "", "press=none+OTHER", ">nnuuf"),
    ("post", "/t/{team}/correct", "", "entry=999", ">nnnnf"),
    ("post", "/t/{team}/move", "", "id=OWN&at=none", ">nuuuf"),
    ("post", "/t/{team}/move", "", "id=OTHER&at=none", ">nnuuf"),
    (
        "post",
        "/t/{team}/add",
        "",
        "rule=iag.visit&case=kemo3&at=none",
        ">fuuuf",
    ),
    (
        "post",
        "/t/{team}/add",
        "",
        "rule=iag.visit&case=dilu7&at=none",
        ">fnuuf",
    ),
    (
        "post",
        "/t/{team}/standing",
        "",
        "key=iag.visit/kemo3&deed=none",
        ">nuuuf",
    ),
    (
        "post",
        "/t/{team}/standing",
        "",
        "key=iag.visit/dilu7&deed=none",
        ">nnuuf",
    ),
    (
        "post",
        "/t/{team}/called",
        "",
        "id=OWN&participant=anna",
        ">nnnnf",
    ),
    ("post", "/t/{team}/plan", "", "term=none", ">ffuuf"),
    ("post", "/t/{team}/plan/stop", "", "", ">ffddf"),
    ("post", "/t/{team}/plan/accept", "", "", ">ffnnf"),
    ("post", "/t/{team}/plan/discard", "", "", ">ffddf"),
    (
        "post",
        "/t/{team}/enter/{kind}",
        "/enter/none",
        "",
        ">ffnnf",
    ),
    (
        "post",
        "/t/{team}/enter/{kind}",
        "/enter/absence",
        "who=none&from=2027-03-01&to=2027-03-01",
        ">ffoof",
    ),
    (
        "post",
        "/t/{team}/feeds/new",
        "",
        "whose=anna&purpose=two+words",
        ">fuuuf",
    ),
    (
        "post",
        "/t/{team}/feeds/new",
        "",
        "whose=team&purpose=two+words",
        ">ffuuf",
    ),
    (
        "post",
        "/t/{team}/feeds/rotate",
        "",
        "whose=anna&purpose=none",
        ">fuuuf",
    ),
    (
        "post",
        "/t/{team}/feeds/rotate",
        "",
        "whose=bram&purpose=none",
        ">ffuuf",
    ),
    (
        "post",
        "/t/{team}/feeds/revoke",
        "",
        "whose=anna&purpose=none",
        ">fuuuf",
    ),
    (
        "post",
        "/t/{team}/feeds/revoke",
        "",
        "whose=bram&purpose=none",
        ">ffuuf",
    ),
    ("get", "/t/{team}/feeds/all", "", "", ">ffoo"),
    ("post", "/t/{team}/feeds/all", "", "", ">ffuu"),
    ("get", "/t/{team}/accounts", "", "", ">fffo"),
    (
        "post",
        "/t/{team}/accounts/new",
        "",
        "name=two+words&role=reader",
        ">fffu",
    ),
    (
        "post",
        "/t/{team}/accounts/role",
        "",
        "name=lead&role=reader",
        ">fffu",
    ),
    ("post", "/t/{team}/accounts/link", "", "name=none", ">fffu"),
    ("post", "/t/{team}/accounts/end", "", "name=lead", ">fffu"),
    ("get", "/t/{team}/retention", "", "", ">fffo"),
    (
        "get",
        "/t/{team}/retention/dossier/{code}",
        "/retention/dossier/none",
        "",
        ">fffn",
    ),
    ("post", "/t/{team}/retention/destroy", "", "", ">fffu"),
    // Whoever has the link chooses the password, logged in or not; this one works no more.
    (
        "get",
        "/t/{team}/password/{secret}",
        "/password/none",
        "",
        "uuuuu",
    ),
    (
        "post",
        "/t/{team}/password/{secret}",
        "/password/none",
        "password=correct+horse&again=correct+horse",
        "uuuuu",
    ),
    // The last row: it ends the sessions.
    ("post", "/t/{team}/logout", "", "", ">ddddd"),
];

/// The methods and addresses of a server, from what its router says of itself.
fn routes(world: &World) -> BTreeSet<(&'static str, String)> {
    let said = format!("{:?}", world.router);
    // What comes after answers whatever is no address.
    let (said, _) = said.split_once("fallback_router").expect("a router");
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    let mut methods: Vec<(&str, &str)> = Vec::new();
    for one in said.split("RouteId(").skip(1) {
        let (id, what) = one.split_once("): ").expect("a route");
        match what.strip_prefix('"') {
            Some(path) => {
                let path = path.split('"').next().unwrap_or_default();
                let is_style = path.starts_with("/style-");
                paths.insert(id, if is_style { "/style.css" } else { path }.to_owned());
            }
            None => methods.push((id, what)),
        }
    }
    let takes = |what: &str, method: &str| what.contains(&format!(" {method}: Route"));
    let all = methods.into_iter().flat_map(|(id, what)| {
        let path = paths[id].clone();
        let others = ["delete", "options", "patch", "put", "trace", "connect"];
        assert!(
            !others.iter().any(|other| takes(what, other)),
            "{path}: {what}"
        );
        let own = ["get", "post"].into_iter();
        own.filter(|method| takes(what, method))
            .map(move |method| (method, path.clone()))
            .collect::<Vec<_>>()
    });
    all.collect()
}

/// A meeting to come of a family, with anna or without her.
fn of_family(world: &World, code: &str, with_anna: bool) -> Placement {
    meeting(world, |one| {
        let case = one.case.as_ref().map(|case| case.as_str());
        let anna = one.participants.iter().any(|who| who.id == "anna");
        case == Some(code)
            && anna == with_anna
            && one.start.date().to_string().as_str() > "2027-01-21"
    })
}

#[test]
fn every_route_answers_everybody_as_the_table_says() {
    let world = World::planned();
    let known: BTreeSet<(&str, String)> = TABLE
        .iter()
        .map(|(method, route, ..)| (*method, (*route).to_owned()))
        .collect();
    assert_eq!(routes(&world), known, "left: the server; right: the table");
    let own = of_family(&world, "kemo3", true).id.to_string();
    let other = of_family(&world, "dilu7", false).id.to_string();
    let style = {
        let page = run(world.get(&world.at("/login"), &[])).text();
        let (_, rest) = page.split_once("href=\"/style-").expect("a style");
        format!("/style-{}", rest.split('"').next().unwrap_or_default())
    };
    let mut wrong = Vec::new();
    run(async {
        let mut columns = Vec::new();
        for name in WHO {
            let (mut cookie, mut token_of) = (String::new(), String::new());
            if !name.is_empty() {
                cookie = world.log_in(name).await;
                token_of = token(&open(&world, &cookie, "/me").await);
            }
            columns.push((name, cookie, token_of));
        }
        for (method, route, asked, form, answers) in TABLE {
            let path = match (*route, *asked) {
                ("/style.css", _) => style.clone(),
                (route, "") => route.replace("/t/{team}", &world.at("")),
                (_, asked) if asked.starts_with("/f/") => asked.to_owned(),
                (_, asked) => world.at(asked),
            };
            let path = path.replace("OWN", &own).replace("OTHER", &other);
            let form = form.replace("OWN", &own).replace("OTHER", &other);
            for ((name, cookie, token), answer) in columns.iter().zip(answers.chars()) {
                let got = match *method {
                    "get" => world.get(&path, &[("cookie", cookie)]).await,
                    _ => {
                        let form = form.replace("WHO", name);
                        world
                            .post(&path, cookie, &format!("token={token}&{form}"))
                            .await
                    }
                };
                // Whoever sends a form finds it again behind the log-in.
                let carried = got.status == StatusCode::UNAUTHORIZED && name.is_empty();
                let to_log_in = got.header("location").contains("/login?next=")
                    || carried && !path.ends_with("/login");
                let said = match got.status {
                    StatusCode::OK => 'o',
                    StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED if to_log_in => '>',
                    StatusCode::SEE_OTHER => 'd',
                    StatusCode::FORBIDDEN => 'f',
                    StatusCode::NOT_FOUND => 'n',
                    StatusCode::UNPROCESSABLE_ENTITY => 'u',
                    StatusCode::UNAUTHORIZED => 'w',
                    _ => '?',
                };
                if said != answer {
                    wrong.push(format!(
                        "{method} {path} {form} {name}: {said}, not {answer} ({})",
                        got.status
                    ));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
