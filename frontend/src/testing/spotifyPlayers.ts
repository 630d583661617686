import { vi } from "vitest";

import type { EmbedController, EmbedEvents } from "@/features/player/embedApi";
import type {
  SdkEvents,
  SdkOptions,
  SdkPlayer,
  SdkState,
  SdkTrack,
} from "@/features/player/webPlayback";

type Listeners<Events> = { [E in keyof Events]?: Events[E][] };

/** The element by which a script of Spotify's was asked for, if it was. */
export function scriptOf(url: string): HTMLScriptElement | null {
  return document.querySelector(`script[src="${url}"]`);
}

export function sdkTrack(position: number, facts: Partial<SdkTrack> = {}): SdkTrack {
  return {
    id: `track${position}`,
    uri: `spotify:track:track${position}`,
    name: `Song ${position}`,
    duration_ms: 187_000,
    type: "track",
    album: {
      name: "Album",
      uri: "spotify:album:album",
      images: [64, 300, 640].map((width) => ({ url: `https://i.scdn.co/image/${width}`, width })),
    },
    artists: [{ name: `Artist ${position}`, uri: "spotify:artist:artist" }],
    ...facts,
  };
}

/** The SDK's state while it plays one of the list's ten songs. */
export function sdkState(position: number, facts: Partial<SdkState> = {}): SdkState {
  return {
    paused: false,
    position: 0,
    duration: 187_000,
    loading: false,
    timestamp: Date.now(),
    disallows: {},
    track_window: {
      current_track: sdkTrack(position),
      previous_tracks: position > 1 ? [sdkTrack(position - 1)] : [],
      next_tracks: position < 10 ? [sdkTrack(position + 1)] : [],
    },
    ...facts,
  };
}

/** A Web Playback SDK whose events a test gives. It connects, asks for a token and waits. */
export class FakeSdk implements SdkPlayer {
  static made: FakeSdk[] = [];

  readonly options: SdkOptions;
  readonly tokens: string[] = [];
  readonly asked: string[] = [];
  state: SdkState | null = null;
  volume: number;
  readonly #listeners: Listeners<SdkEvents> = {};

  constructor(options: SdkOptions) {
    this.options = options;
    this.volume = options.volume ?? 1;
    FakeSdk.made.push(this);
  }

  emit<E extends keyof SdkEvents>(event: E, ...payload: Parameters<SdkEvents[E]>): void {
    for (const listener of this.#listeners[event] ?? []) {
      (listener as (...payload: unknown[]) => void)(...payload);
    }
  }

  /** Tells what plays now, or null when that is elsewhere. */
  tell(state: SdkState | null): void {
    this.state = state;
    this.emit("player_state_changed", state);
  }

  readonly connect = vi.fn(async () => {
    const token = await new Promise<string>((give) => {
      this.options.getOAuthToken(give);
    });
    this.tokens.push(token);
    return true;
  });
  readonly disconnect = vi.fn();
  readonly activateElement = vi.fn(() => Promise.resolve());
  readonly pause = this.#remembered("pause");
  readonly resume = this.#remembered("resume");
  readonly togglePlay = this.#remembered("togglePlay");
  readonly previousTrack = this.#remembered("previousTrack");
  readonly nextTrack = this.#remembered("nextTrack");
  readonly seek = vi.fn((_position: number) => Promise.resolve());
  readonly setVolume = vi.fn((volume: number) => {
    this.volume = volume;
    return Promise.resolve();
  });
  readonly getVolume = () => Promise.resolve(this.volume);
  readonly getCurrentState = () => Promise.resolve(this.state);

  addListener<E extends keyof SdkEvents>(event: E, listener: SdkEvents[E]): boolean {
    const known: SdkEvents[E][] = this.#listeners[event] ?? [];
    Object.assign(this.#listeners, { [event]: [...known, listener] });
    return true;
  }

  #remembered(name: string) {
    return vi.fn(() => {
      this.asked.push(name);
      return Promise.resolve();
    });
  }
}

/** Lets the SDK's script, once asked for, arrive; gives the player made with it. */
export async function sdkArrives(): Promise<FakeSdk> {
  const before = FakeSdk.made.length;
  window.Spotify = { Player: FakeSdk };
  window.onSpotifyWebPlaybackSDKReady?.();
  return await vi.waitFor(() => {
    const [sdk] = FakeSdk.made.slice(before);
    if (sdk === undefined) {
      throw new Error("no player was made of the SDK");
    }
    return sdk;
  });
}

/** An Embed player whose events a test gives. */
export class FakeEmbed implements EmbedController {
  readonly frame = document.createElement("iframe");
  readonly asked: string[] = [];
  readonly #listeners: Listeners<EmbedEvents> = {};

  constructor(element: HTMLElement, uri: string) {
    this.loadUri(uri);
    element.replaceWith(this.frame);
  }

  emit<E extends keyof EmbedEvents>(event: E, ...payload: Parameters<EmbedEvents[E]>): void {
    for (const listener of this.#listeners[event] ?? []) {
      (listener as (...payload: unknown[]) => void)(...payload);
    }
  }

  /** Tells how far the song is, of 30 seconds. */
  tell(position: number, isPaused = false): void {
    this.emit("playback_update", {
      data: { isPaused, isBuffering: false, duration: 30_000, position },
    });
  }

  loadUri(uri: string): void {
    this.asked.push(uri);
  }

  play(): void {
    this.asked.push("play");
  }

  pause(): void {
    this.asked.push("pause");
  }

  resume(): void {
    this.asked.push("resume");
  }

  destroy(): void {
    this.frame.remove();
  }

  addListener<E extends keyof EmbedEvents>(event: E, listener: EmbedEvents[E]): void {
    const known: EmbedEvents[E][] = this.#listeners[event] ?? [];
    Object.assign(this.#listeners, { [event]: [...known, listener] });
  }
}

/** Lets the Embed player's script, once asked for, arrive; gives the player made with it. */
export async function embedArrives(): Promise<FakeEmbed> {
  const made: FakeEmbed[] = [];
  window.onSpotifyIframeApiReady?.({
    createController: (element, { uri }, done) => {
      const embed = new FakeEmbed(element, uri);
      made.push(embed);
      done(embed);
    },
  });
  return await vi.waitFor(() => {
    const [embed] = made;
    if (embed === undefined) {
      throw new Error("no player was made of the Embed API");
    }
    return embed;
  });
}
