import Link from "@mui/material/Link";
import type { ReactNode } from "react";

import { Icon } from "./Icon";

interface ExternalLinkProps {
  href: string;
  /** For who does not see what it stands beside. */
  label?: string;
  /** Whether it stands among other targets, where fingers need room. */
  isTarget?: boolean;
  children: ReactNode;
}

/** A link to another site, in a window of its own. */
export function ExternalLink({ href, label, isTarget = false, children }: ExternalLinkProps) {
  return (
    <Link
      aria-label={label}
      href={href}
      rel="noopener noreferrer"
      sx={{
        display: "inline-flex",
        alignItems: "center",
        gap: 0.5,
        ...(isTarget ? { minHeight: 44 } : { py: 0.25 }),
      }}
      target="_blank"
    >
      {children} <Icon name="external" sx={{ fontSize: 15 }} />
    </Link>
  );
}
