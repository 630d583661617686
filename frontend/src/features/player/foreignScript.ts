import type { EmbedApi } from "./embedApi";
import type { SdkNamespace } from "./webPlayback";

const arrivesWithinMs = 8000;
const loading = new Map<string, Promise<unknown>>();

/** A script was blocked, is not there or does not answer in time. */
export class ScriptMissingError extends Error {
  override readonly name = "ScriptMissingError";
}

/** Spotify's player for Premium listeners; loaded once, by the first call. */
export function loadWebPlayback(url: string): Promise<SdkNamespace> {
  return load(url, (answer, fail) => {
    window.onSpotifyWebPlaybackSDKReady = () =>
      window.Spotify === undefined ? fail() : answer(window.Spotify);
  });
}

/** Spotify's Embed player for everyone; loaded once, by the first call. */
export function loadEmbedApi(embedUrl: string): Promise<EmbedApi> {
  return load(`${embedUrl}/embed/iframe-api/v1`, (answer) => {
    window.onSpotifyIframeApiReady = answer;
  });
}

/** `listen` hangs up what the script calls when it has come. A failed script is asked for anew. */
function load<T>(
  url: string,
  listen: (answer: (api: T) => void, fail: () => void) => void,
): Promise<T> {
  const known = loading.get(url);
  if (known !== undefined) {
    return known as Promise<T>;
  }
  const script = document.createElement("script");
  const arrival = new Promise<T>((resolve, reject) => {
    const fail = () => reject(new ScriptMissingError(url));
    const late = setTimeout(fail, arrivesWithinMs);
    listen((api) => {
      clearTimeout(late);
      resolve(api);
    }, fail);
    script.addEventListener("error", fail);
  });
  const forget = () => {
    loading.delete(url);
    script.remove();
  };
  arrival.catch(forget);
  loading.set(url, arrival);
  script.src = url;
  script.async = true;
  document.head.append(script);
  return arrival;
}
