// Stand-in of the Embed iFrame API, served by Humoresque's Spotify simulator. Not Spotify's code.
(() => {
  const ORIGIN = new URL(document.currentScript.src).origin;
  const ALLOW = "autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture";

  function embedAddress(uri) {
    const [, kind, id] = uri.split(":");
    return `${ORIGIN}/embed/${kind}/${id}?utm_source=iframe-api`;
  }

  class EmbedController {
    #frame = document.createElement("iframe");
    #listeners = new Map();
    #waiting = [];
    #ready = false;

    constructor(element, { uri, width = "100%", height = 352 }) {
      Object.assign(this.#frame, { allow: ALLOW, title: "Spotify simulator: embedded player" });
      this.#frame.width = width;
      this.#frame.height = height;
      this.#frame.style.border = "0";
      window.addEventListener("message", this.#hear);
      this.loadUri(uri);
      element.replaceWith(this.#frame);
    }

    loadUri(uri) {
      this.#ready = false;
      this.#waiting = [];
      this.#frame.src = embedAddress(uri);
    }

    play() {
      this.#say({ command: "play" });
    }

    pause() {
      this.#say({ command: "pause" });
    }

    resume() {
      this.#say({ command: "resume" });
    }

    togglePlay() {
      this.#say({ command: "toggle" });
    }

    restart() {
      this.#say({ command: "restart" });
    }

    seek(seconds) {
      this.#say({ command: "seek", seconds });
    }

    destroy() {
      window.removeEventListener("message", this.#hear);
      this.#listeners.clear();
      this.#frame.remove();
    }

    addListener(event, callback) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), callback]);
    }

    on(event, callback) {
      this.addListener(event, callback);
    }

    once(event, callback) {
      const first = (payload) => {
        this.removeListener(event, first);
        callback(payload);
      };
      this.addListener(event, first);
    }

    removeListener(event, callback) {
      const callbacks = this.#listeners.get(event) ?? [];
      this.#listeners.set(event, callbacks.filter((one) => one !== callback));
    }

    // Commands wait until the page in the frame is there.
    #say(message) {
      if (this.#ready) this.#frame.contentWindow?.postMessage(message, ORIGIN);
      else this.#waiting.push(message);
    }

    #hear = ({ origin, source, data: message }) => {
      if (origin !== ORIGIN || source !== this.#frame.contentWindow) return;
      if (message.type === "ready") {
        this.#ready = true;
        for (const waiting of this.#waiting.splice(0)) this.#say(waiting);
      }
      const payload = message.payload && { data: message.payload };
      for (const callback of this.#listeners.get(message.type) ?? []) callback(payload);
    };
  }

  window.onSpotifyIframeApiReady?.({
    createController(element, options, callback) {
      callback(new EmbedController(element, options));
    },
  });
})();
