import { transferPlayback } from "@/api/generated/humoresque";
import type { Playback } from "@/api/generated/model";
import { activeDevice } from "./activeDevice";
import { Elsewhere } from "./elsewhere";
import { type Engine, EngineState, type PlayedTrack, progressNow, type Remark } from "./engine";
import { Handing } from "./handing";
import { isLogInNeeded, isNotPremium } from "./problems";
import { fromElsewhere, fromSdk } from "./reported";
import { type Refusal, SdkDevice } from "./sdkDevice";
import type { SdkPlayer, SdkState } from "./webPlayback";

interface SdkEngineOptions {
  listId: string;
  tracks: readonly PlayedTrack[];
  sdkUrl: string;
  /** Another player takes over from this position on. */
  onRefusal: (reason: Refusal, position: number) => void;
}

/**
 * Whole songs in this page by the Web Playback SDK, for Premium listeners who allow it. The server
 * hands the list to this page's device, and the SDK tells what plays. When the music moves to
 * another device, commands go there by the server, which is asked what plays.
 */
export class SdkEngine extends EngineState implements Engine {
  readonly kind = "sdk";
  readonly #tracks: readonly PlayedTrack[];
  readonly #onRefusal: SdkEngineOptions["onRefusal"];
  readonly #device: SdkDevice;
  readonly #elsewhere: Elsewhere;
  readonly #handing: Handing;
  /** Of the song that the SDK told of last; null while this page is not the device that plays. */
  #lastUri: string | null = null;
  #failuresInARow = 0;

  constructor({ listId, tracks, sdkUrl, onRefusal }: SdkEngineOptions) {
    super();
    this.#tracks = tracks;
    this.#onRefusal = onRefusal;
    this.#device = new SdkDevice(sdkUrl, {
      onReady: () => this.#handing.begin(),
      onAway: () => this.#keepPlace({ kind: "reconnecting" }),
      onLost: () => this.#keepPlace({ kind: "lost" }),
      onState: (state) => (state === null ? this.#leave() : this.#follow(state)),
      onRefusal: (reason) => onRefusal(reason, this.getState().position ?? 1),
      onLogInNeeded: () => this.set({ remark: { kind: "log-in" } }),
      onProblem: (error) => this.#fail(error, () => this.reconnect()),
      onSilenced: () => this.set({ isPlaying: false, remark: { kind: "press-play" } }),
      onUnplayable: () => void this.#skip(),
    });
    this.#elsewhere = new Elsewhere(
      (playing) => void this.#followElsewhere(playing),
      (error) => this.#fail(error, () => this.#elsewhere.expectChange()),
    );
    this.#handing = new Handing(listId, this.#elsewhere, this.#device, {
      onDone: ({ not_found }) => {
        this.set({ missing: not_found });
        void this.#ask();
      },
      onFailed: (error) => void this.#giveUp(error),
    });
  }

  /** This page's own, in the listener's list of devices. */
  get deviceId(): string | null {
    return this.#device.id;
  }

  play(position: number): void {
    this.#handing.keep({ position, progress: 0 }, false);
    this.set({ position, remark: { kind: "starting" } });
    this.#device.open();
    this.#device.activate();
    this.#handing.begin();
  }

  next(): void {
    this.#command((player) => player.nextTrack(), activeDevice.next);
  }

  previous(): void {
    this.#command((player) => player.previousTrack(), activeDevice.previous);
  }

  toggle(): void {
    this.#device.activate();
    if (this.#handing.isPending && !this.#elsewhere.isOn) {
      this.#device.open();
      this.#handing.resume();
      return;
    }
    const isPlaying = this.getState().isPlaying === true;
    this.#command(
      (player) => (isPlaying ? player.pause() : player.resume()),
      isPlaying ? activeDevice.pause : activeDevice.resume,
    );
  }

  seek(to: number): void {
    const { clock } = this.getState();
    this.set({ clock: clock && { ...clock, progress: to, at: performance.now() } });
    this.#command(
      (player) => player.seek(to),
      () => activeDevice.seek(to),
    );
  }

  setVolume(percent: number): void {
    this.set({ volume: percent });
    this.#command(
      (player) => player.setVolume(percent / 100),
      () => activeDevice.setVolume(percent),
    );
  }

  /** Moves the music to one of the listener's devices, this page among them. */
  transfer(deviceId: string): void {
    this.#device.activate();
    transferPlayback({ device_id: deviceId, play: true }).then(
      () => this.#elsewhere.start(),
      (error: unknown) => this.#fail(error, () => this.transfer(deviceId)),
    );
  }

  reconnect(): void {
    void this.#device.reconnect();
  }

  close(): void {
    this.#elsewhere.end();
    this.#handing.forget();
    this.#device.close();
  }

  async #ask(): Promise<void> {
    const state = await this.#device.player?.getCurrentState();
    // The song before may still be told: the one that was handed over is a moment away.
    if (state && state.track_window.current_track?.uri !== this.#lastUri) {
      this.#follow(state);
    }
  }

  /** The list could not be handed over; what played before may go on. */
  async #giveUp(error: unknown): Promise<void> {
    const { position } = this.getState();
    const state = this.#elsewhere.isOn ? null : await this.#device.player?.getCurrentState();
    if (state && position !== null && !this.#handing.isBusy) {
      this.#handing.forget();
      this.#follow(state);
      this.#fail(error, () => this.play(position));
    } else {
      this.#fail(error, () => this.#handing.resume());
    }
  }

  #follow(state: SdkState): void {
    const track = state.track_window.current_track;
    if (track === null) {
      return;
    }
    const told = fromSdk(track, state, this.#tracks);
    if (this.#handing.isBusy) {
      if (told.position !== this.getState().position) {
        return;
      }
    } else {
      this.#handing.forget();
    }
    this.#elsewhere.stop();
    if (this.#lastUri === null) {
      void this.#device.volume().then((volume) => this.set({ volume }));
    }
    this.#lastUri = track.uri;
    this.set(told);
    if (!state.paused) {
      this.#failuresInARow = 0;
      this.set({ remark: null });
    }
  }

  /** Another device plays now, or none. */
  #leave(): void {
    if (this.#lastUri !== null) {
      this.#lastUri = null;
      this.#elsewhere.start();
    }
  }

  async #followElsewhere(playback: Playback | null): Promise<void> {
    if (playback !== null && playback.device?.id !== this.#device.id) {
      this.set({ ...fromElsewhere(playback, this.#tracks), remark: null });
      return;
    }
    this.#elsewhere.stop();
    this.#keepPlace(null);
    await this.#ask();
  }

  /** Where another device plays, a connection of this page's that breaks is no matter. */
  #keepPlace(remark: Remark | null): void {
    if (this.#elsewhere.isOn) {
      return;
    }
    const { position, clock, isPlaying } = this.getState();
    const progress = progressNow(this.getState());
    if (position !== null && !this.#handing.isPending) {
      this.#handing.keep({ position, progress }, remark === null || isPlaying !== true);
    }
    this.#lastUri = null;
    this.set({ isPlaying: false, device: null, clock: clock && { ...clock, progress }, remark });
  }

  /** Leaves out a song that cannot be played. */
  async #skip(): Promise<void> {
    const state = (await this.#device.player?.getCurrentState()) ?? null;
    const { position, unplayable } = this.getState();
    const track = this.#tracks.find((each) => each.position === position);
    const title = state?.track_window.current_track?.name ?? track?.title;
    this.set({ unplayable: [...unplayable, ...(title === undefined ? [] : [title])] });
    this.#failuresInARow += 1;
    const after = this.#tracks.find((each) => each.position > (position ?? 0));
    if (this.#failuresInARow > this.#tracks.length) {
      this.set({ isPlaying: false, remark: { kind: "lost" } });
    } else if (state !== null) {
      this.next();
    } else if (after !== undefined) {
      this.play(after.position);
    }
  }

  #command(here: (player: SdkPlayer) => Promise<void>, there: () => Promise<void>): void {
    const { player } = this.#device;
    const done = this.#elsewhere.isOn
      ? there().then(() => this.#elsewhere.expectChange())
      : player && here(player);
    done?.catch((error: unknown) => this.#fail(error, () => this.#command(here, there)));
  }

  #fail(error: unknown, retry: () => void): void {
    if (isNotPremium(error)) {
      this.#onRefusal("account", this.getState().position ?? 1);
    } else if (isLogInNeeded(error)) {
      this.set({ isPlaying: false, remark: { kind: "log-in" } });
    } else {
      this.set({ remark: { kind: "problem", error, retry } });
    }
  }
}
