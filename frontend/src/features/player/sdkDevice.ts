import { checkAuth, getAccessToken } from "@/api/generated/humoresque";
import { loadWebPlayback } from "./foreignScript";
import type { SdkPlayer, SdkState } from "./webPlayback";

/** Why this page cannot be a Spotify device. */
export type Refusal = "account" | "browser" | "script";

export interface DeviceEvents {
  /** The device can be played on, for the first time or again. */
  onReady: () => void;
  /** The connection broke; it is being made again. */
  onAway: () => void;
  /** It could not be made again. */
  onLost: () => void;
  /** Null: another device plays, or none. */
  onState: (state: SdkState | null) => void;
  onRefusal: (reason: Refusal) => void;
  /** Spotify does not accept the token, nor a fresh one. */
  onLogInNeeded: () => void;
  onProblem: (error: unknown) => void;
  /** The browser lets nothing sound before the person presses play in this very page. */
  onSilenced: () => void;
  onUnplayable: () => void;
}

const firstVolume = 0.7;
const triesMs = [1000, 2000, 5000, 10_000];

/** This page as a Spotify device, and its connection with all that can go wrong. */
export class SdkDevice {
  readonly #sdkUrl: string;
  readonly #events: DeviceEvents;
  #player: SdkPlayer | null = null;
  #id: string | null = null;
  #isOpened: boolean = false;
  /** Spotify gave a reason for which trying again is no use. */
  #isRefused: boolean = false;
  #isReconnecting: boolean = false;
  #isClosed: boolean = false;
  #isRenewing: boolean = false;
  #hasTriedFreshToken: boolean = false;

  constructor(sdkUrl: string, events: DeviceEvents) {
    this.#sdkUrl = sdkUrl;
    this.#events = events;
  }

  /** Null while it is not there. */
  get id(): string | null {
    return this.#id;
  }

  get player(): SdkPlayer | null {
    return this.#player;
  }

  /** Sees to it that the device is there, or comes. */
  open(): void {
    if (!this.#isOpened) {
      this.#isOpened = true;
      void this.#load();
    } else if (this.#player !== null && this.#id === null && !this.#isRenewing) {
      void this.reconnect();
    }
  }

  /** Loads Spotify's script and connects. */
  async #load(): Promise<void> {
    let player: SdkPlayer;
    try {
      const { Player } = await loadWebPlayback(this.#sdkUrl);
      if (this.#isClosed) {
        return;
      }
      player = new Player({
        name: "Humoresque",
        volume: firstVolume,
        enableMediaSession: true,
        getOAuthToken: (give) => void this.#giveToken(give),
      });
    } catch {
      this.#events.onRefusal("script");
      return;
    }
    this.#player = player;
    this.#listen(player);
    this.activate();
    if (!(await player.connect()) && this.#isWanting) {
      await this.reconnect();
    }
  }

  /** In percent; null where there is no device. */
  async volume(): Promise<number | null> {
    const volume = await this.#player?.getVolume();
    return volume === undefined ? null : Math.round(volume * 100);
  }

  /** Lets the page sound: to be called within clicks. */
  activate(): void {
    // A refusal shows as `autoplay_failed` when the music is to begin.
    this.#player?.activateElement().catch(() => undefined);
  }

  /** A few tries, further and further apart. */
  async reconnect(): Promise<void> {
    this.#events.onAway();
    if (this.#isReconnecting) {
      return;
    }
    this.#isReconnecting = true;
    this.#isRefused = false;
    this.#isRenewing = false;
    for (const wait of triesMs) {
      if (!this.#isWanting) {
        break;
      }
      // Not awaited: without a token it would never end.
      this.#player?.connect().catch(() => undefined);
      await new Promise((done) => setTimeout(done, wait));
    }
    this.#isReconnecting = false;
    if (this.#isWanting) {
      this.#events.onLost();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#player?.disconnect();
  }

  /** Whether another try could help: it is not there, and Spotify has not said why. */
  get #isWanting(): boolean {
    return !(this.#isClosed || this.#isRefused) && this.#id === null;
  }

  #listen(player: SdkPlayer): void {
    const events = this.#events;
    const unlessClosed = (act: () => void) => () => {
      if (!this.#isClosed) {
        act();
      }
    };
    player.addListener("ready", ({ device_id }) => {
      this.#id = device_id;
      unlessClosed(events.onReady)();
    });
    player.addListener(
      "not_ready",
      unlessClosed(() => {
        this.#id = null;
        void this.reconnect();
      }),
    );
    player.addListener("player_state_changed", (state) => {
      this.#hasTriedFreshToken &&= state === null || state.paused;
      unlessClosed(() => events.onState(state))();
    });
    player.addListener("autoplay_failed", unlessClosed(events.onSilenced));
    player.addListener("playback_error", unlessClosed(events.onUnplayable));
    player.addListener(
      "account_error",
      unlessClosed(() => events.onRefusal("account")),
    );
    player.addListener(
      "initialization_error",
      unlessClosed(() => events.onRefusal("browser")),
    );
    player.addListener(
      "authentication_error",
      unlessClosed(() => void this.#connectAnew(player)),
    );
  }

  async #giveToken(give: (token: string) => void): Promise<void> {
    try {
      const { access_token } = await getAccessToken();
      give(access_token);
    } catch (error) {
      this.#events.onProblem(error);
    }
  }

  /** With a fresh token, once; the SDK may complain more than once of the one before. */
  async #connectAnew(player: SdkPlayer): Promise<void> {
    if (this.#isRenewing) {
      return;
    }
    this.#isRefused = true;
    this.#id = null;
    if (this.#hasTriedFreshToken) {
      this.#events.onLogInNeeded();
      return;
    }
    this.#isRenewing = true;
    this.#events.onAway();
    try {
      // The SDK gives no reason. A call of the server's replaces a token that is over, or gives one.
      await checkAuth();
      this.#hasTriedFreshToken = true;
      const isConnected = await player.connect();
      if (!(isConnected || this.#isClosed)) {
        this.#events.onLogInNeeded();
      }
    } catch (error) {
      this.#events.onProblem(error);
    }
    this.#isRenewing = false;
  }
}
