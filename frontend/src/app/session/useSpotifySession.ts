import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

import type { Purpose } from "@/api/generated/model";
import {
  useAccountChange,
  useAuthorizationUrl,
  useLogOut,
  useSpotify,
  useSpotifyRefresh,
} from "@/api/useSpotify";
import { type Act, type AtHand, dropStash, keepStash } from "./stash";
import type { Return } from "./useReturn";

/** Whoever is still here by then has stopped on the way, and may set out again. */
const leftWithinMs = 8000;

/** The listener's Spotify account: the way there, what goes on after it, and the way out. */
export function useSpotifySession(returned: Return | null, atHand: () => AtHand) {
  const { data: state } = useSpotify();
  useAccountChange(state);
  const { pathname } = useLocation();
  const { mutate, reset, error, isPending, isSuccess } = useAuthorizationUrl();
  const logOut = useLogOut();
  const [isDismissed, setDismissed] = useState(false);
  const [isTakenUp, setTakenUp] = useState(false);
  const latest = useRef<{ purpose: Purpose; act: Act | null }>({ purpose: "log-in", act: null });
  useComeBack(reset);
  const landed = useRef(pathname);
  useEffect(() => {
    // News of the return are for the page that was returned to.
    if (pathname !== landed.current) {
      setDismissed(true);
    }
  }, [pathname]);
  useEffect(() => {
    if (isSuccess) {
      const timer = setTimeout(reset, leftWithinMs);
      return () => clearTimeout(timer);
    }
    return;
  }, [isSuccess, reset]);

  const account = state?.account ?? null;
  const isConnected = account !== null && !account.needs_reconnect;
  const goesOn = returned?.outcome === "connected" && isConnected && !isTakenUp;

  /** Leaves for Spotify to log in or agree; `act` goes on, or is offered again, after the return. */
  const connect = (purpose: Purpose, act: Act | null = null) => {
    if (isPending || isSuccess) {
      return;
    }
    setDismissed(true);
    setTakenUp(true);
    latest.current = { purpose, act };
    keepStash({ atHand: atHand(), purpose, act });
    mutate(
      { purpose, returnTo: pathname },
      { onSuccess: ({ url }) => void window.open(url, "_self"), onError: dropStash },
    );
  };

  return {
    /** Undefined until the server has said; then whether Spotify can be used, and by whom. */
    state,
    account,
    connect,
    /** Whether the page is being left. */
    isLeaving: isPending || isSuccess,
    /** Why it could not be left. */
    leavingError: error,
    leaveAgain: () => connect(latest.current.purpose, latest.current.act),
    returned: isDismissed ? null : returned,
    /** What was interrupted and may go on now, until somebody takes it up. */
    resumed: goesOn ? returned.act : null,
    takeUp: () => setTakenUp(true),
    /** The notices on the way to Spotify and back were read. */
    dismiss: () => {
      setDismissed(true);
      reset();
      logOut.reset();
    },
    logOut: () => {
      setDismissed(true);
      logOut.mutate();
    },
    isLoggingOut: logOut.isPending,
    logOutError: logOut.error,
    /** Where to log out of Spotify itself, after the log-out here. */
    logOutAddress: logOut.data?.logout_url ?? null,
  };
}

/** The browser's way back shows the page as it was left: nothing is on its way any more. */
function useComeBack(reset: () => void): void {
  const refresh = useSpotifyRefresh();
  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) {
        dropStash();
        reset();
        void refresh();
      }
    };
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, [reset, refresh]);
}
