import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

import { Announcer } from "@/components/ui/Announcer";

const settledMs = 150;

/** Says which page was come to, and takes the focus there where its last place went with the old page. */
export function Arrival() {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (last.current === pathname) {
      return;
    }
    // The page's own title and focus come first.
    const timer = setTimeout(() => {
      last.current = pathname;
      setSaid(document.title);
      if (document.activeElement === document.body) {
        document.getElementById("content")?.focus({ preventScroll: true });
      }
    }, settledMs);
    return () => clearTimeout(timer);
  }, [pathname]);
  return <Announcer text={said} />;
}
