/* What is live on a page of the board is asked for every two seconds, and put in place when it has
   changed; how old it is, is said, and in red where nothing came. Every form works without this. */
"use strict";

(function () {
  const EVERY = 2000, STALE = 8000;
  const live = document.getElementById("vivant");
  const fresh = document.getElementById("fraicheur");
  const sound = document.getElementById("son");
  const title = document.title;
  if (!live) return;

  let etag = "", seen = Date.now(), asking = false, ringing = 0, audio = null;
  let shown = live.innerHTML.trim(), waits = false;

  function count(name, within) {
    const one = within.querySelector("[data-" + name + "]");
    return one ? Number(one.getAttribute("data-" + name)) || 0 : 0;
  }

  /* One sound when the list goes from none to some: two soft notes. */
  function wanted() { return localStorage.getItem("son") !== "non"; }
  function ready() {
    if (!audio && window.AudioContext) audio = new AudioContext();
    if (audio && audio.state === "suspended") audio.resume();
  }
  function chime() {
    if (!wanted()) return;
    ready();
    if (!audio) return;
    [660, 880].forEach(function (pitch, turn) {
      const note = audio.createOscillator(), loud = audio.createGain();
      const at = audio.currentTime + turn * 0.22;
      note.frequency.value = pitch;
      loud.gain.setValueAtTime(0, at);
      loud.gain.linearRampToValueAtTime(0.25, at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
      note.connect(loud).connect(audio.destination);
      note.start(at);
      note.stop(at + 0.7);
    });
    document.documentElement.dataset.chimes = Number(document.documentElement.dataset.chimes || 0) + 1;
  }
  function say() {
    const on = wanted();
    sound.hidden = false;
    sound.textContent = on ? "Son : oui" : "Son : non";
    sound.setAttribute("aria-pressed", String(on));
  }
  if (sound) {
    say();
    sound.addEventListener("click", function () {
      localStorage.setItem("son", wanted() ? "non" : "oui");
      say();
      ready();
    });
    document.addEventListener("pointerdown", ready, { once: true });
    document.addEventListener("keydown", ready, { once: true });
  }

  function tell(within) {
    const rings = count("ring", within), waits = count("count", within);
    document.title = waits ? "(" + waits + ") " + title : title;
    if (rings && !ringing) chime();
    ringing = rings;
  }

  /* Somebody who types, or has opened a part, keeps what they have. */
  function busy() {
    const at = document.activeElement;
    const typing = at && live.contains(at) && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) &&
      at.type !== "submit" && at.type !== "button";
    return typing || live.querySelector("details[open]") !== null || changed();
  }
  function changed() {
    return [...live.querySelectorAll("input, textarea, select")].some(function (one) {
      if (one.type === "checkbox" || one.type === "radio") return one.checked !== one.defaultChecked;
      if (one.tagName !== "SELECT") return one.value !== one.defaultValue;
      const said = [...one.options].findIndex(function (choice) { return choice.defaultSelected; });
      return one.selectedIndex !== Math.max(said, 0);
    });
  }
  function put(html) {
    const at = document.activeElement;
    const id = at && live.contains(at) ? at.id : "";
    live.innerHTML = html;
    shown = live.innerHTML.trim();
    if (id) { const again = document.getElementById(id); if (again) again.focus(); }
    tell(live);
  }
  function age() {
    if (!fresh) return;
    const old = Date.now() - seen, stale = old > STALE;
    fresh.hidden = false;
    fresh.classList.toggle("stale", stale || waits);
    fresh.setAttribute("role", stale ? "alert" : "none");
    const said = stale ? "Sans nouvelles depuis " + Math.round(old / 1000) + " s. Ce qui est montré est ancien."
                : waits ? "Du nouveau attend : envoyez ce que vous écrivez, ou fermez ce qui est ouvert."
                       : "À jour";
    if (fresh.textContent !== said) fresh.textContent = said;
  }
  async function ask() {
    if (asking) return;
    asking = true;
    try {
      const headers = { "X-Live": "1" };
      if (etag) headers["If-None-Match"] = etag;
      const answer = await fetch(location.href, { headers: headers, cache: "no-store", redirect: "manual",
                                                  signal: AbortSignal.timeout(6000) });
      // Signed out; or what is shown is no more, and leads elsewhere.
      if (answer.status === 401 || answer.type === "opaqueredirect") { location.reload(); return; }
      if (answer.status === 304) seen = Date.now();
      if (answer.status === 200) {
        const html = await answer.text();
        seen = Date.now();
        if (busy()) {
          etag = "";
          const unseen = document.createElement("template");
          unseen.innerHTML = html;
          waits = unseen.innerHTML.trim() !== shown;
          tell(unseen.content);
        } else {
          etag = answer.headers.get("ETag") || "";
          waits = false;
          put(html);
        }
      }
    } catch (silent) { /* how old it is says so */ }
    asking = false;
    age();
  }
  tell(live);
  age();
  if (live.children.length) { setInterval(ask, EVERY); setInterval(age, 1000); } else if (fresh) fresh.hidden = true;
})();
