import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

import type { Purpose } from "@/api/generated/model";
import type { Act, Stash } from "./stash";

/** How the way to Spotify ended, and what it was taken for. */
export interface Return {
  /** "connected", or the stable word for why not. */
  outcome: string;
  purpose: Purpose;
  act: Act | null;
  /** Whether a photo had been read, which is gone now. */
  hadPhoto: boolean;
}

const parameter = "spotify";

/** Reads how the way to Spotify ended from the address, once, and takes it out of there. */
export function useReturn(stash: Stash | null): Return | null {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const [returned] = useState<Return | null>(() => {
    const outcome = new URLSearchParams(search).get(parameter);
    return outcome === null
      ? null
      : {
          outcome,
          purpose: stash?.purpose ?? "log-in",
          act: stash?.act ?? null,
          hadPhoto: stash?.atHand.expression.face != null,
        };
  });
  useEffect(() => {
    const rest = new URLSearchParams(search);
    if (rest.has(parameter)) {
      rest.delete(parameter);
      void navigate(
        { pathname, search: rest.toString(), hash },
        {
          replace: true,
          preventScrollReset: true,
        },
      );
    }
  }, [pathname, search, hash, navigate]);
  return returned;
}
