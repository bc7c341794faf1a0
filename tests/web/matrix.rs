//! Every address of the server, asked by everybody: what each is answered stands in one table. A route that has no row
//! here fails the test.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use cadans::plan::Placement;

use super::scene::{meeting, open};
use super::world::{World, run, token};

/// Who asks, in the order of the columns: a stranger, whoever only reads how many are late, anna (who has the family
/// kemo3, and not dilu7), who plans, who leads.
const WHO: [&str; 5] = ["", "reader", "worker", "planner", "lead"];

/// What is answered: `o` a page, `>` led to the log-in, `d` led on, `f` may not, `n` is not there, `u` makes no sense
/// (and nothing is done), `w` is not who they say.
///
/// `OWN` and `OTHER` stand for a meeting of kemo3 with anna, and one of dilu7 without her.
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    // Method, route, what of it is asked, form, answers.
    ("get", "/", "", "", "ddddd"),
    ("get", "/healthz", "", "", "ooooo"),
    ("get", "/robots.txt", "", "", "ooooo"),
    ("get", "/style.css", "", "", "ooooo"),
    ("get", "/copy.js", "", "", "ooooo"),
    // No cookie counts at a secret address; whose it is stands in `discreet`.
    ("get", "/f/{name}", "/f/none", "", "nnnnn"),
    ("get", "/f/{name}", "/f/none.ics", "", "nnnnn"),
    ("get", "/t/{team}/login", "", "", "ooooo"),
    (
        "post",
        "/t/{team}/login",
        "",
        "name=lead&password=wrong",
        "wwwww",
    ),
    ("get", "/t/{team}", "", "", ">oooo"),
    ("get", "/t/{team}/", "", "", ">oooo"),
    ("get", "/t/{team}/quarter", "", "", ">dddd"),
    (
        "get",
        "/t/{team}/quarter/{term}",
        "/quarter/2027Q1",
        "",
        ">fooo",
    ),
    (
        "get",
        "/t/{team}/quarter/{term}",
        "/quarter/2027Q1?person=bram",
        "",
        ">fooo",
    ),
    ("get", "/t/{team}/week", "", "", ">dddd"),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04",
        "",
        ">fooo",
    ),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04?case=kemo3",
        "",
        ">fooo",
    ),
    (
        "get",
        "/t/{team}/week/{week}",
        "/week/2027-W04?case=dilu7",
        "",
        ">fnoo",
    ),
    ("get", "/t/{team}/overdue", "", "", ">oooo"),
    (
        "get",
        "/t/{team}/overdue",
        "/overdue?case=kemo3",
        "",
        ">nooo",
    ),
    (
        "get",
        "/t/{team}/overdue",
        "/overdue?case=dilu7",
        "",
        ">nnoo",
    ),
    ("get", "/t/{team}/person/{id}", "/person/anna", "", ">fooo"),
    ("get", "/t/{team}/person/{id}", "/person/bram", "", ">ffoo"),
    (
        "get",
        "/t/{team}/person/{id}",
        "/person/nobody",
        "",
        ">ffnn",
    ),
    ("get", "/t/{team}/case/{code}", "/case/kemo3", "", ">nooo"),
    ("get", "/t/{team}/case/{code}", "/case/dilu7", "", ">nnoo"),
    ("get", "/t/{team}/card/{code}", "/card/kemo3", "", ">nooo"),
    ("get", "/t/{team}/card/{code}", "/card/dilu7", "", ">nnoo"),
    ("get", "/t/{team}/add/{code}", "/add/kemo3", "", ">nooo"),
    ("get", "/t/{team}/add/{code}", "/add/dilu7", "", ">nnoo"),
    (
        "get",
        "/t/{team}/meeting/{*id}",
        "/meeting/OWN",
        "",
        ">nooo",
    ),
    (
        "get",
        "/t/{team}/meeting/{*id}",
        "/meeting/OTHER",
        "",
        ">nnoo",
    ),
    ("get", "/t/{team}/why/{*id}", "/why/OWN", "", ">nooo"),
    ("get", "/t/{team}/why/{*id}", "/why/OTHER", "", ">nnoo"),
    ("get", "/t/{team}/move/{*id}", "/move/OWN", "", ">nooo"),
    ("get", "/t/{team}/move/{*id}", "/move/OTHER", "", ">nnoo"),
    ("get", "/t/{team}/changes", "", "", ">fooo"),
    ("get", "/t/{team}/audit", "", "", ">fffo"),
    ("get", "/t/{team}/plan", "", "", ">ffoo"),
    ("get", "/t/{team}/enter", "", "", ">ffoo"),
    ("get", "/t/{team}/team", "", "", ">ffoo"),
    ("get", "/t/{team}/team/{key}", "/team/anna", "", ">ffoo"),
    (
        "get",
        "/t/{team}/past/{subject}",
        "/past/kemo3",
        "",
        ">ffoo",
    ),
    ("get", "/t/{team}/feeds", "", "", ">fooo"),
    (
        "get",
        "/t/{team}/record/{week}",
        "/record/2027-W03?person=anna",
        "",
        ">fooo",
    ),
    (
        "post",
        "/t/{team}/record/{week}",
        "/record/2027-W03",
        "person=anna",
        ">fddd",
    ),
    // Forms that make no sense, so that nothing is done: who may not is told so before that is seen.
    ("post", "/t/{team}/act", "", "id=OWN&deed=none", ">nuuu"),
    ("post", "/t/{team}/act", "", "id=OTHER&deed=none", ">nnuu"),
    ("post", "/t/{team}/act", "", "press=none+OTHER", ">nnuu"),
    ("post", "/t/{team}/correct", "", "entry=999", ">nnnn"),
    ("post", "/t/{team}/move", "", "id=OWN&at=none", ">nuuu"),
    ("post", "/t/{team}/move", "", "id=OTHER&at=none", ">nnuu"),
    (
        "post",
        "/t/{team}/add",
        "",
        "rule=iag.visit&case=kemo3&at=none",
        ">fuuu",
    ),
    (
        "post",
        "/t/{team}/add",
        "",
        "rule=iag.visit&case=dilu7&at=none",
        ">fnuu",
    ),
    (
        "post",
        "/t/{team}/called",
        "",
        "id=OWN&participant=anna",
        ">nnnn",
    ),
    ("post", "/t/{team}/plan", "", "term=none", ">ffuu"),
    ("post", "/t/{team}/plan/stop", "", "", ">ffdd"),
    ("post", "/t/{team}/plan/accept", "", "", ">ffnn"),
    ("post", "/t/{team}/plan/discard", "", "", ">ffdd"),
    ("post", "/t/{team}/enter/{kind}", "/enter/none", "", ">ffnn"),
    (
        "post",
        "/t/{team}/enter/{kind}",
        "/enter/absence",
        "who=none&from=2027-03-01&to=2027-03-01",
        ">ffoo",
    ),
    (
        "post",
        "/t/{team}/feeds/new",
        "",
        "whose=anna&purpose=two+words",
        ">fuuu",
    ),
    (
        "post",
        "/t/{team}/feeds/new",
        "",
        "whose=team&purpose=two+words",
        ">ffuu",
    ),
    (
        "post",
        "/t/{team}/feeds/rotate",
        "",
        "whose=anna&purpose=none",
        ">fuuu",
    ),
    (
        "post",
        "/t/{team}/feeds/rotate",
        "",
        "whose=bram&purpose=none",
        ">ffuu",
    ),
    (
        "post",
        "/t/{team}/feeds/revoke",
        "",
        "whose=anna&purpose=none",
        ">fuuu",
    ),
    (
        "post",
        "/t/{team}/feeds/revoke",
        "",
        "whose=bram&purpose=none",
        ">ffuu",
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
    ("post", "/t/{team}/logout", "", "", ">dddd"),
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
                token_of = token(&open(&world, &cookie, "/").await);
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
                        world
                            .post(&path, cookie, &format!("token={token}&{form}"))
                            .await
                    }
                };
                let to_log_in = got.header("location").contains("/login?next=");
                let said = match got.status {
                    StatusCode::OK => 'o',
                    StatusCode::SEE_OTHER if to_log_in => '>',
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
