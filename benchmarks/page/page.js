"use strict";
// One visitor at a time: the state below is all there is, and each touch draws anew.
const fresh = () => ({ screen: "Attract", path: [], typed: "", ticks: [], picks: {}, found: false });
let state = fresh();
let picture = 0;

const safe = (text) => String(text).replace(/[&<"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", '"': "&quot;" }[c]));
const icon = (name) => `<i>${String.fromCodePoint(ICONS[name] || ICONS.circle)}</i>`;
const touch = (event, inside, style = "", extra = "") =>
  `<button class="${style}" data-event="${safe(event)}" ${extra}>${inside}</button>`;
const card = (event, name, words, detail = "") =>
  touch(event, `<em>${icon(name)}</em><span class="space"><b>${safe(words)}</b><small>${safe(detail)}</small></span>${icon("chevron-right")}`, "card");
const lines = (texts) => texts.map((text) => `<p>${safe(text)}</p>`).join("");
const service = () => CONTENT.services.find((one) => one.id === state.service);
const step = () => service().steps[state.step];

const SCREENS = {
  Attract() {
    const [name, words] = CONTENT.pictures[picture % CONTENT.pictures.length];
    return `<main class="middle"><div class="round">${icon(name)}</div><p>${safe(words)}</p>
      <h1 class="huge">Bonjour.</h1><b>Touchez l’écran pour commencer.</b>
      <p>Hello. Touch the screen to begin.</p><p class="tip">${safe(CONTENT.today)}</p></main>`;
  },
  Home() {
    return `<h1>Que voulez-vous faire ?</h1><p>Prenez votre temps. Vous ne pouvez rien casser.</p>` +
      card("OpenThemes", "compass", "Je sais ce que je veux faire", "Voir les services, par thème") +
      card("OpenThemes again", "sparkles", "Je ne sais pas par où commencer", "Quelques questions simples") +
      card("AskForPerson", "message-circle", "Je veux parler à quelqu’un", "Maintenant, ou sur rendez-vous") +
      `<div class="space"></div>` + touch("OpenName", `${icon("ticket")} J’ai un ticket`, "plain");
  },
  Themes() {
    const tile = (one) => touch(`OpenTheme ${one.id}`, `${icon(one.icon)}<span>${safe(one.name)}</span>`,
      "tile", `style="background:${one.ground};color:${one.ink}"`);
    return `<h1>Choisissez un thème</h1><div class="grid">${CONTENT.themes.map(tile).join("")}</div>`;
  },
  Services() {
    const theme = CONTENT.themes.find((one) => one.id === state.theme);
    const found = CONTENT.services.filter((one) => one.theme === theme.id).slice(0, 6);
    return `<h1>${safe(theme.name)}</h1><p>Touchez ce que vous voulez faire.</p>` +
      found.map((one) => card(`OpenService ${one.id}`, one.icon, one.name, one.purpose[0])).join("");
  },
  Service() {
    const one = service();
    return `<h1>${safe(one.name)}</h1>${lines(one.purpose)}<p>${icon("clock")} Environ ${one.minutes} minutes</p>
      <b>À avoir près de vous</b>${one.at_hand.map((hand) => `<p>${icon("check")} ${safe(hand)}</p>`).join("")}
      <div class="space"></div>` + touch("StartWalk", `${icon("arrow-right")} Commencer`, "go");
  },
  Step() {
    const one = step(), all = service().steps;
    const bars = all.map((_, at) => `<u class="${at <= state.step ? "on" : ""}"></u>`).join("");
    return `<p class="fine">${safe(service().name)} · Étape ${state.step + 1} sur ${all.length}</p>
      <div class="bars">${bars}</div><h1>${safe(one.title)}</h1>${lines(one.text)}${KINDS[one.kind](one)}
      ${one.tip ? `<p class="tip">${icon("lightbulb")} ${safe(one.tip)}</p>` : ""}<div class="space"></div>
      <div class="row">${touch("Stuck", "Je bloque", "plain")}${touch("StepDone", "C’est fait", "go")}</div>`;
  },
  How() {
    return `<h1>Comment voulez-vous parler ?</h1>` +
      card("OpenName", "hand-helping", "Quelqu’un maintenant", "Nous appelons une personne") +
      card("OpenName face", "users-round", "Ici, face à face") +
      card("OpenName phone", "phone", "Par téléphone") + card("OpenName video", "video", "En vidéo");
  },
  Name() {
    const keys = [..."azertyuiopqsdfghjklmwxcvbnéèêëàâîïôûùç'-"];
    return `<h1>Comment vous appeler ?</h1><p>Un prénom ou un surnom, si vous voulez.</p>
      <div class="typed">${safe(state.typed)}</div>
      <div class="keys">${keys.map((key) => touch(`TypeKey ${key}`, key)).join("")}</div>
      <div class="space"></div>` + touch("Finish", "Continuer", "go");
  },
  End() {
    return `<h1>Comment s’est passée votre visite ?</h1><p>Touchez un visage.</p><div class="row">` +
      [["smile", "Bien"], ["meh", "Moyen"], ["frown", "Pas bien"]].map(([name, words]) =>
        touch(`Rate ${words}`, `<em>${icon(name)}</em><b>${words}</b>`, "card")).join("") +
      `</div><div class="space"></div>` + touch("EndVisit", "Terminer sans répondre", "plain");
  },
  Thanks() {
    return `<h1 class="huge">Merci.</h1><p>Bonne route.</p><div class="space"></div>` + touch("EndVisit", "Quitter", "go");
  },
};

const KINDS = {
  read: (one) => `<div class="round">${icon(one.icon)}</div>`,
  phone: () => `<div class="round">${icon("smartphone")}</div>`,
  checklist: (one) => one.items.map((item, at) =>
    card(`TickItem ${at}`, state.ticks.includes(at) ? "square-check" : "square", item)).join(""),
  choice: (one) => one.answers.map((answer, at) =>
    card(`PickAnswer ${at}`, state.picks[state.step] === at ? "circle-check" : "circle", answer)).join(""),
  rehearse: (one) => `<div class="page">${one.page.map((block) =>
    block.kind === "button" || block.kind === "field" ? touch(`TouchBlock ${block.id}`, safe(block.text)) :
      `<p>${safe(block.text)}</p>`).join("")}</div>${state.found ? `<p class="tip">${safe(one.done)}</p>` : ""}`,
};

const BAR = [["GoBack", "arrow-left", "Retour"], ["GoHome", "house", "Accueil"], ["Finish", "log-out", "Terminer"]];

function draw() {
  const inside = SCREENS[state.screen]();
  const bare = state.screen === "Attract";
  const bar = BAR.map(([event, name, words]) => touch(event, icon(name) + words)).join("") +
    touch("AskForPerson", "Parler à<br>quelqu’un", "person");
  const head = `<header><span>Emploi Store de démonstration</span>
    ${touch("ChooseLanguage fr", "Français", state.english ? "" : "on")}
    ${touch("ChooseLanguage en", "English", state.english ? "on" : "")}</header>`;
  document.body.innerHTML = bare ? inside : `${head}<main>${inside}</main><footer>${bar}</footer>`;
  clearTimeout(draw.telling);
  draw.telling = setTimeout(tell, 120);
}

// The title says, well after the drawing, what can be touched and where: read from outside.
function tell() {
  const boxes = [...document.querySelectorAll("button")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.dataset.event, Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  });
  document.title = JSON.stringify({ screen: state.screen, buttons: boxes });
}

function to(screen) {
  state.path.push([state.screen, state.step]);
  state.screen = screen;
}

const EVENTS = {
  OpenThemes: () => to("Themes"),
  OpenTheme: (id) => { to("Services"); state.theme = id; },
  OpenService: (id) => { to("Service"); state.service = id; },
  StartWalk: () => { to("Step"); state.step = 0; },
  StepDone: () => {
    const last = state.step + 1 >= service().steps.length;
    to(last ? "End" : "Step");
    Object.assign(state, { step: last ? state.step : state.step + 1, ticks: [], found: false });
  },
  TickItem: (at) => {
    state.ticks = state.ticks.includes(+at) ? state.ticks.filter((one) => one !== +at) : [...state.ticks, +at];
  },
  PickAnswer: (at) => { state.picks[state.step] = +at; },
  TouchBlock: () => { state.found = !state.found; },
  Stuck: () => to("How"),
  AskForPerson: () => to("How"),
  OpenName: () => to("Name"),
  TypeKey: (key) => { state.typed = (state.typed + key).slice(-20); },
  GoHome: () => to("Home"),
  GoBack: () => { [state.screen, state.step] = state.path.pop() || ["Home"]; },
  Finish: () => to("End"),
  Rate: () => to("Thanks"),
  EndVisit: () => { state = fresh(); },
  ChooseLanguage: (language) => { state.english = language === "en"; },
};

document.addEventListener("click", (click) => {
  if (state.screen === "Attract") {
    state.screen = "Home";
    state.path = [["Attract"]];
  } else {
    const button = click.target.closest("button");
    if (!button) return;
    const [event, about] = button.dataset.event.split(" ");
    EVENTS[event](about);
  }
  draw();
});
setInterval(() => { picture += 1; if (state.screen === "Attract") draw(); }, 12000);
draw();
