/* A ticket or a badge, seen by the device's own camera: its text goes into a field of the page,
   whose form is sent. The picture never leaves this device, and is not kept.
   What the browser cannot read itself, zxing-wasm does (vendor/zxing, with its licences). */
"use strict";

(function () {
  const LONGEST = 60000, EVERY = 100, WIDEST = 960, KEPT = "appareil-photo";
  const VENDOR = new URL("vendor/zxing/", document.currentScript.src);
  const button = document.querySelector("[data-scan-into]");
  const dialog = document.getElementById("viser");
  const cameras = navigator.mediaDevices;
  if (!button || !dialog || !dialog.showModal || !isSecureContext || !cameras || !cameras.getUserMedia) return;

  const field = document.getElementById(button.dataset.scanInto);
  const wanted = new RegExp(button.dataset.scanWants, "i");
  const video = dialog.querySelector("video");
  const said = dialog.querySelector("[data-said]");
  const again = dialog.querySelector("[data-again]");
  const other = dialog.querySelector("[data-other]");
  const canvas = document.createElement("canvas");

  const REFUSED = "Ce navigateur refuse l'appareil photo à cette page. Permettez-le, à gauche de l'adresse. ";
  const ERRORS = {
    NotAllowedError: REFUSED,
    SecurityError: REFUSED,
    NotFoundError: "Il n'y a pas d'appareil photo ici. ",
    NotReadableError: "L'appareil photo ne répond pas : un autre programme s'en sert peut-être. ",
    AbortError: "L'appareil photo ne répond pas : un autre programme s'en sert peut-être. ",
  };
  const BROKEN = "L'appareil photo ne s'ouvre pas. ";
  const UNREADABLE = "Cet appareil ne sait pas lire un carré par l'appareil photo. ";

  /* Each opening has a number: what an earlier one still waits for is dropped. */
  let opening = 0, stream = null, ends = 0, read = null;

  function say(words) { if (said.textContent !== words) said.textContent = words; }

  function stop() {
    opening += 1;
    clearTimeout(ends);
    if (stream) stream.getTracks().forEach(function (track) { track.onended = null; track.stop(); });
    stream = null;
    video.srcObject = null;
  }
  function stopped(words) {
    stop();
    say(words);
    other.hidden = true;
    again.hidden = false;
    again.focus();
  }

  /* How a picture is read: by the browser where it can, else by zxing-wasm. */
  async function reader() {
    if (window.BarcodeDetector) {
      try {
        const formats = await BarcodeDetector.getSupportedFormats();
        if (formats.includes("qr_code")) return byBrowser(new BarcodeDetector({ formats: ["qr_code"] }));
      } catch (cannot) { /* then the other */ }
    }
    return byZxing();
  }
  function byBrowser(detector) {
    return async function () {
      try {
        const found = await detector.detect(video);
        return found.length ? found[0].rawValue : "";
      } catch (cannot) {
        read = await byZxing();
        return "";
      }
    };
  }
  async function byZxing() {
    if (!window.ZXingWASM) await script(new URL("zxing_reader.js", VENDOR));
    await ZXingWASM.prepareZXingModule({
      overrides: { locateFile: function (name) { return new URL(name, VENDOR).href; } },
      fireImmediately: true,
    });
    return async function () {
      const found = await ZXingWASM.readBarcodes(picture(), { formats: ["QRCode"], maxNumberOfSymbols: 1 });
      return found.length ? found[0].text : "";
    };
  }
  function script(address) {
    return new Promise(function (done, failed) {
      const one = document.createElement("script");
      one.src = address.href;
      one.onload = done;
      one.onerror = failed;
      document.head.append(one);
    });
  }
  function picture() {
    const smaller = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * smaller);
    canvas.height = Math.round(video.videoHeight * smaller);
    const drawn = canvas.getContext("2d", { willReadFrequently: true });
    drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
    return drawn.getImageData(0, 0, canvas.width, canvas.height);
  }

  async function start() {
    stop();
    const mine = opening;
    const gone = function () { return mine !== opening; };
    again.hidden = true;
    say("L'appareil photo s'ouvre…");
    let opened;
    try {
      opened = await cameras.getUserMedia({ audio: false, video: which() });
    } catch (error) {
      if (!gone()) stopped((ERRORS[error.name] || BROKEN) + dialog.dataset.else);
      return;
    }
    if (gone()) {
      opened.getTracks().forEach(function (track) { track.stop(); });
      return;
    }
    stream = opened;
    stream.getVideoTracks()[0].onended = function () { stopped(ERRORS.AbortError + dialog.dataset.else); };
    ends = setTimeout(function () { stopped("L'appareil photo s'est arrêté au bout d'une minute."); }, LONGEST);
    try {
      video.srcObject = stream;
      await video.play();
      await offerOthers(gone);
      if (!read) read = await reader();
      if (!gone()) say("Tenez le carré dans l'image.");
      await look(gone);
    } catch (error) {
      if (!gone()) stopped(UNREADABLE + dialog.dataset.else);
    }
  }
  function which() {
    const kept = localStorage.getItem(KEPT);
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    return Object.assign(size, kept ? { deviceId: { ideal: kept } } : { facingMode: { ideal: "environment" } });
  }
  async function lenses() {
    return (await cameras.enumerateDevices()).filter(function (one) { return one.kind === "videoinput"; });
  }
  async function offerOthers(gone) {
    const all = await lenses();
    if (!gone()) other.hidden = all.length < 2;
  }
  async function look(gone) {
    while (!gone()) {
      const text = video.readyState >= 2 && video.videoWidth ? await read() : "";
      if (gone()) return;
      if (text && wanted.test(text)) { take(text); return; }
      if (text) say(dialog.dataset.foreign);
      await new Promise(function (done) { setTimeout(done, EVERY); });
    }
  }
  function leave() {
    stop();
    dialog.close();
  }
  function take(text) {
    leave();
    field.value = text.slice(0, field.maxLength);
    field.form.requestSubmit();
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    dialog.showModal();
    start();
  });
  again.addEventListener("click", start);
  dialog.querySelector("[data-stop]").addEventListener("click", leave);
  dialog.addEventListener("close", stop);
  other.addEventListener("click", async function () {
    const all = await lenses();
    const now = stream && stream.getVideoTracks()[0].getSettings().deviceId;
    const next = all[(all.findIndex(function (one) { return one.deviceId === now; }) + 1) % all.length];
    if (next) localStorage.setItem(KEPT, next.deviceId);
    start();
  });
  /* A page that nobody looks at sees nothing. */
  document.addEventListener("visibilitychange", function () { if (document.hidden) leave(); });
  window.addEventListener("pagehide", leave);
})();
