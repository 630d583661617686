import {
  type MutationState,
  type QueryClient,
  useIsMutating,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";

import { getAuthUrl, getSpotify, logOut, savePlaylist } from "./generated/humoresque";
import type { Playlist, Purpose, SavePlaylistRequest, SpotifyState } from "./generated/model";
import { playlistKey } from "./usePlaylists";
import { tasteKey } from "./useTaste";

const spotifyKey = ["spotify"];
const freshMs = 30_000;
/** Songs are looked up one by one, and Spotify may ask to wait. */
const saveWithinMs = 120_000;

/** Whether Spotify can be used here, and whose account is connected. Nobody is called for it. */
export function useSpotify() {
  return useQuery({
    queryKey: spotifyKey,
    queryFn: ({ signal }) => getSpotify({ signal }),
    staleTime: freshMs,
    // Another tab may have logged in or out, just now too.
    refetchOnWindowFocus: "always",
  });
}

/** Reads again who is connected: after a call that found it to be otherwise than the page thought. */
export function useSpotifyRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: spotifyKey }), [queries]);
}

/** Whose account it is. Null: nobody's. Undefined: not known yet. */
export function ownerOf(state: SpotifyState | undefined): string | null | undefined {
  const account = state?.account;
  return account && (account.profile_url ?? account.display_name ?? "");
}

/** Asks anew what hangs on an account once it is another one's, or nobody's, by whichever tab. */
export function useAccountChange(state: SpotifyState | undefined): void {
  const queries = useQueryClient();
  const owner = ownerOf(state);
  const last = useRef(owner);
  useEffect(() => {
    if (last.current !== undefined && last.current !== owner) {
      forgetFailures(queries, ["save"]);
      for (const queryKey of [tasteKey, ["playlist"]]) {
        void queries.invalidateQueries({ queryKey });
      }
    }
    last.current = owner;
  }, [owner, queries]);
}

function forgetFailures(queries: QueryClient, mutationKey: string[]): void {
  const calls = queries.getMutationCache();
  for (const failed of calls.findAll({ mutationKey, status: "error" })) {
    calls.remove(failed);
  }
}

/** Asks where to go to agree at Spotify. */
export function useAuthorizationUrl() {
  return useMutation({
    mutationFn: ({ purpose, returnTo }: { purpose: Purpose; returnTo: string }) =>
      getAuthUrl({ purpose, return_to: returnTo }),
  });
}

/** Deletes the tokens and all that Spotify told; the answer says where to log out of Spotify too. */
export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => logOut(),
    onSuccess: async () => {
      queries.setQueryData<SpotifyState>(spotifyKey, (state) =>
        state === undefined ? undefined : { ...state, account: null },
      );
      await queries.invalidateQueries({ queryKey: spotifyKey });
    },
  });
}

/**
 * Saves a list in the listener's account, or goes on where that stopped; one request at a time. What
 * became of the last one is told for some minutes, also after its page was left.
 */
export function useSaving(id: string) {
  const queries = useQueryClient();
  const mutationKey = ["save", id];
  const saving = useMutation({
    mutationKey,
    mutationFn: (wanted: SavePlaylistRequest) => savePlaylist(wanted, { withinMs: saveWithinMs }),
    onSuccess: (saved) =>
      queries.setQueryData<Playlist>(playlistKey(id), (list) =>
        list === undefined ? undefined : { ...list, saved },
      ),
    onError: () => queries.invalidateQueries({ queryKey: spotifyKey }),
  });
  const last = useMutationState({
    filters: { mutationKey },
    select: ({ state }) => state as MutationState<unknown, Error, SavePlaylistRequest>,
  }).at(-1);
  return {
    error: last?.error ?? null,
    /** What was to be saved, if that failed. */
    failed: last?.status === "error" ? (last.variables ?? null) : null,
    isPending: useIsMutating({ mutationKey }) > 0,
    /** The failure was read. */
    forget: () => forgetFailures(queries, mutationKey),
    save: (
      wanted: Omit<SavePlaylistRequest, "playlist_id">,
      then: { onSuccess: () => void; onError: () => void },
    ) => {
      if (queries.isMutating({ mutationKey }) === 0) {
        saving.mutate({ ...wanted, playlist_id: id }, then);
      }
    },
  };
}
