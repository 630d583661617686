// Stand-in of the Web Playback SDK, served by Humoresque's Spotify simulator.
// Not Spotify's code, and there is no sound: the simulator's clock plays the songs.
(() => {
  const ORIGIN = new URL(document.currentScript.src).origin;
  const RETRY_MS = 1000;

  class RefusedError extends Error {
    constructor(status, message) {
      super(message);
      this.status = status;
    }
  }

  // What the simulator refuses, by the event that the SDK has for it.
  const ERROR_EVENTS = { 401: "authentication_error", 403: "account_error", 503: "initialization_error" };

  class Player {
    #name;
    #askForToken;
    #volume;
    #listeners = new Map();
    #token = null;
    #attempt = 0;
    #device = null;
    #online = false;
    #changes = -1;
    #state = null;
    #receivedAt = 0;
    #activated = false;

    constructor({ name, getOAuthToken, volume = 1 }) {
      if (!name || typeof getOAuthToken !== "function") {
        throw new TypeError("Spotify.Player needs a name and getOAuthToken");
      }
      this.#name = name;
      this.#askForToken = getOAuthToken;
      this.#volume = volume;
      window.addEventListener("pagehide", () => this.disconnect());
    }

    async connect() {
      this.disconnect();
      const attempt = this.#attempt;
      try {
        await this.#renewToken();
        const { device_id: device } = await this.#call("POST", "", {
          name: this.#name,
          volume_percent: Math.round(this.#volume * 100),
        });
        if (attempt !== this.#attempt) {
          this.#remove(device);
          return false;
        }
        this.#device = device;
        this.#follow(device);
        return true;
      } catch (error) {
        this.#report(error);
        return false;
      }
    }

    disconnect() {
      this.#attempt += 1;
      this.#remove(this.#device);
      this.#device = null;
      this.#online = false;
      this.#state = null;
      this.#changes = -1;
    }

    addListener(event, callback) {
      const callbacks = this.#listeners.get(event) ?? [];
      if (callbacks.includes(callback)) return false;
      this.#listeners.set(event, [...callbacks, callback]);
      return true;
    }

    on(event, callback) {
      return this.addListener(event, callback);
    }

    removeListener(event, callback) {
      const callbacks = this.#listeners.get(event) ?? [];
      const kept = callback ? callbacks.filter((one) => one !== callback) : [];
      this.#listeners.set(event, kept);
      return kept.length < callbacks.length;
    }

    async getCurrentState() {
      if (!this.#state) return null;
      const passed = this.#state.paused ? 0 : performance.now() - this.#receivedAt;
      const position = Math.min(this.#state.duration, Math.round(this.#state.position + passed));
      return { ...this.#state, position, timestamp: Date.now() };
    }

    async setName(name) {
      this.#name = name;
      await this.#command("name", { name });
    }

    async getVolume() {
      return this.#volume;
    }

    async setVolume(volume) {
      this.#volume = Math.min(1, Math.max(0, volume));
      await this.#command("volume", { volume_percent: Math.round(this.#volume * 100) });
    }

    pause() {
      return this.#control("pause");
    }

    resume() {
      return this.#control("resume");
    }

    togglePlay() {
      return this.#control(this.#state?.paused ? "resume" : "pause");
    }

    seek(position_ms) {
      return this.#control("seek", { position_ms });
    }

    previousTrack() {
      return this.#control("previous");
    }

    nextTrack() {
      return this.#control("next");
    }

    // Counts only inside a person's gesture, as a browser's permission to make sound does.
    async activateElement() {
      this.#activated ||= navigator.userActivation?.isActive ?? true;
    }

    // What fails in a listener is the page's own, and shows in its console.
    #emit(event, ...payload) {
      for (const callback of this.#listeners.get(event) ?? []) {
        try {
          callback(...payload);
        } catch (error) {
          reportError(error);
        }
      }
    }

    // A simulator that cannot be reached is no event: the promise says that it did not connect.
    #report({ status, message }) {
      if (status in ERROR_EVENTS) this.#emit(ERROR_EVENTS[status], { message });
    }

    #remove(device) {
      if (device) this.#call("DELETE", `/${device}`).catch(() => {});
    }

    #renewToken() {
      return new Promise((resolve) => {
        this.#askForToken((token) => resolve((this.#token = token)));
      });
    }

    // A token that was refused is asked for once more, as the SDK does when its hour is over.
    async #call(method, path, body, again = true) {
      const response = await fetch(`${ORIGIN}/sdk/devices${path}`, {
        method,
        body: body && JSON.stringify(body),
        headers: { Authorization: `Bearer ${this.#token}`, "Content-Type": "application/json" },
        keepalive: method === "DELETE",
      });
      if (response.ok) return response.status === 204 ? null : response.json();
      if (response.status === 401 && again && method !== "DELETE") {
        await this.#renewToken();
        return this.#call(method, path, body, false);
      }
      throw new RefusedError(response.status, (await response.json()).message);
    }

    // What belongs to the song that plays does nothing where another device is the active one.
    async #control(name, body = {}) {
      if (this.#state) await this.#command(name, body);
    }

    async #command(name, body) {
      if (!this.#device) return;
      const device = this.#device;
      try {
        this.#take(device, await this.#call("PUT", `/${device}/${name}`, body));
      } catch (error) {
        if (error.status === 401) this.#report(error);
      }
    }

    // Waits at the simulator for changes until this device is disconnected.
    async #follow(device) {
      while (this.#device === device) {
        try {
          this.#take(device, await this.#call("GET", `/${device}?after=${this.#changes}`));
        } catch (error) {
          if (this.#device !== device) return;
          this.#setOnline(device, false);
          if (error.status === 401) return this.#report(error);
          if (error.status === 404) return void this.connect();
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    }

    #setOnline(device, online) {
      if (online !== this.#online) this.#emit(online ? "ready" : "not_ready", { device_id: device });
      this.#online = online;
    }

    #take(device, seen) {
      if (this.#device !== device || seen.changes < this.#changes) return;
      this.#setOnline(device, seen.online);
      for (const { event, message } of seen.events) this.#emit(event, { message });
      this.#volume = seen.volume_percent / 100;
      if (seen.changes === this.#changes) return;
      const before = this.#state;
      this.#changes = seen.changes;
      this.#state = seen.state;
      this.#receivedAt = performance.now();
      if (seen.autoplay_blocked && seen.state && !seen.state.paused && !this.#activated) {
        this.#control("pause");
        this.#emit("autoplay_failed");
      } else if (before || seen.state) {
        this.#emit("player_state_changed", seen.state);
      }
    }
  }

  window.Spotify = { Player };
  window.onSpotifyWebPlaybackSDKReady?.();
})();
