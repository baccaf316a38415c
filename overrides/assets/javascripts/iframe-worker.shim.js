/*
 * Search on file://: a Worker that runs in a hidden frame.
 *
 * A browser refuses a page from file:// a Worker, and Material's search runs in one. A frame whose document
 * we make ourselves belongs to the page, so the worker's script can run there: it finds `postMessage`,
 * `importScripts` and its own message events as in a worker. Nothing is fetched but the scripts it names, as
 * script elements; nothing is evaluated from text. Pages from http keep the browser's own Worker.
 *
 * The idea is that of squidfunk/iframe-worker; Material loads no script for this once one with
 * "iframe-worker" in its name is listed under extra.polyfills.
 */
(function () {
  "use strict";

  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.address = new URL(url, document.baseURI);
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.setAttribute("aria-hidden", "true");
      this.frame.tabIndex = -1;
      document.body.appendChild(this.frame);

      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.tell(this, MessageEvent, data);
      inside.importScripts = (...urls) => this.load(urls);
      this.ready = this.load([this.address.href]);
      this.ready.catch((error) => this.dispatchEvent(new ErrorEvent("error", { message: String(error) })));
    }

    /* To the worker: once its script has run. */
    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow;
        if (inside) this.tell(inside, inside.MessageEvent, data);
      }, () => {});
    }

    terminate() {
      this.frame.remove();
    }

    /* A message arrives later than it is sent, as with a real worker. */
    tell(target, Kind, data) {
      setTimeout(() => {
        const event = new Kind("message", { data });
        target.dispatchEvent(event);
        if (target === this && typeof this.onmessage === "function") this.onmessage(event);
      }, 0);
    }

    /* Load scripts into the frame, one after the other; addresses are relative to the worker's script. */
    load(urls) {
      return urls.reduce((before, url) => before.then(() => new Promise((resolve, reject) => {
        const page = this.frame.contentDocument;
        const script = page.createElement("script");
        script.src = new URL(url, this.address).href;
        script.onload = () => resolve();
        script.onerror = () => reject(new Error("cannot load " + script.src));
        page.head.appendChild(script);
      })), Promise.resolve());
    }
  }

  window.Worker = FrameWorker;
})();
