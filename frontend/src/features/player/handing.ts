import { play } from "@/api/generated/humoresque";
import type { PlayAnswer } from "@/api/generated/model";
import type { Elsewhere } from "./elsewhere";
import { isAbsentDevice } from "./problems";
import type { SdkDevice } from "./sdkDevice";

interface Place {
  /** The song to begin with, from 1. */
  position: number;
  /** Where in the song, in milliseconds. */
  progress: number;
}

interface HandingEvents {
  /** The list plays; songs that Spotify lacks are named. */
  onDone: (answer: PlayAnswer) => void;
  onFailed: (error: unknown) => void;
}

/** A device that has just come is not known everywhere at once. */
const tries = 4;
const stepMs = 500;

/**
 * Hands a list to the device that plays, or to this page's. One request at a time, and of several
 * wishes the last counts.
 */
export class Handing {
  readonly #listId: string;
  readonly #elsewhere: Elsewhere;
  readonly #device: SdkDevice;
  readonly #events: HandingEvents;
  #place: Place | null = null;
  #isPaused: boolean = false;
  #isBusy: boolean = false;

  constructor(listId: string, elsewhere: Elsewhere, device: SdkDevice, events: HandingEvents) {
    this.#listId = listId;
    this.#elsewhere = elsewhere;
    this.#device = device;
    this.#events = events;
  }

  /** Whether a request is on its way. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Whether the list has yet to be handed over, from a place that is kept. */
  get isPending(): boolean {
    return this.#place !== null;
  }

  /** Keeps a place until there is a device, and, where paused, until the person presses play. */
  keep(place: Place, isPaused: boolean): void {
    this.#place = place;
    this.#isPaused = isPaused;
  }

  forget(): void {
    this.#place = null;
  }

  /** The person pressed play. */
  resume(): void {
    this.#isPaused = false;
    this.begin();
  }

  /** Plays from the place that is kept, if that can be. */
  begin(): void {
    const hasDevice = this.#elsewhere.isOn || this.#device.id !== null;
    if (this.#place !== null && hasDevice && !(this.#isPaused || this.#isBusy)) {
      this.#isBusy = true;
      void this.#hand(this.#place);
    }
  }

  async #hand(place: Place): Promise<void> {
    try {
      const answer = (await this.#toActive(place)) ?? (await this.#toThisPage(place));
      this.#isBusy = false;
      if (answer === null) {
        this.#device.open();
        return;
      }
      if (this.#place === place) {
        this.#place = null;
      }
      this.#events.onDone(answer);
    } catch (error) {
      this.#isPaused = this.#place === place;
      this.#isBusy = false;
      this.#events.onFailed(error);
    }
    this.begin();
  }

  async #toActive(place: Place): Promise<PlayAnswer | null> {
    if (!this.#elsewhere.isOn) {
      return null;
    }
    try {
      const answer = await this.#play(place, null);
      this.#elsewhere.expectChange();
      return answer;
    } catch (error) {
      if (!isAbsentDevice(error)) {
        throw error;
      }
      this.#elsewhere.stop();
      return null;
    }
  }

  /** Null when this page's device is gone: without one named, any other would play. */
  async #toThisPage(place: Place): Promise<PlayAnswer | null> {
    for (let left = tries; this.#device.id !== null; left -= 1) {
      try {
        return await this.#play(place, this.#device.id);
      } catch (error) {
        const isWanted = this.#place !== null;
        if (left === 1 || !(isWanted && isAbsentDevice(error))) {
          throw error;
        }
        await new Promise((done) => setTimeout(done, stepMs));
      }
    }
    return null;
  }

  #play({ position, progress }: Place, device_id: string | null): Promise<PlayAnswer> {
    const position_ms = Math.round(progress);
    return play({ playlist_id: this.#listId, position, position_ms, device_id });
  }
}
