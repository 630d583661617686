import type { SavedPlaylist, SpotifyListener, SpotifyState } from "@/api/generated/model";
import { playlist } from "./fixtures";

/** A server without Spotify. */
export const noSpotify: SpotifyState = {
  configured: false,
  simulated: false,
  mode: "devmode",
  recommendations: false,
  address: null,
  account: null,
  sdk_url: "https://sdk.scdn.co/spotify-player.js",
  embed_url: "https://open.spotify.com",
};

export function listener(facts: Partial<SpotifyListener> = {}): SpotifyListener {
  return {
    display_name: "Ana",
    image_url: null,
    profile_url: "https://open.spotify.com/user/ana",
    granted: ["log-in"],
    needs_reconnect: false,
    authorization_expires_at: "2027-05-21T12:00:00Z",
    expires_soon: false,
    ...facts,
  };
}

/** A server with Spotify; nobody is connected unless it is said who. */
export function spotify(facts: Partial<SpotifyState> = {}): SpotifyState {
  return { ...noSpotify, configured: true, ...facts };
}

export function saved(facts: Partial<SavedPlaylist> = {}): SavedPlaylist {
  return {
    playlist_id: playlist().id,
    name: "Happy: pop",
    description: "Ten songs.",
    public: false,
    spotify_url: "https://open.spotify.com/playlist/simulated",
    songs: 10,
    not_found: [],
    waiting: 0,
    saved_at: "2026-11-22T12:00:00Z",
    ...facts,
  };
}
