import Box from "@mui/material/Box";
import { useState } from "react";

import { Notice } from "@/components/ui/Notice";

interface OwnPlayerProps {
  title: string;
  /** Where the file's bytes come from. */
  url: string;
  /** The file has ended. */
  onEnd: () => void;
}

/** A listener's own file in the browser's own player. */
export function OwnPlayer({ title, url, onEnd }: OwnPlayerProps) {
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <>
      <Box
        aria-label={`Player: ${title}`}
        autoPlay
        component="audio"
        controls
        onCanPlay={() => setHasFailed(false)}
        onEnded={onEnd}
        onError={() => setHasFailed(true)}
        preload="metadata"
        src={url}
        sx={{ display: "block", width: "100%", my: 1 }}
      />
      {hasFailed && (
        <Notice kind="problem" title="This file cannot be played">
          <p>
            It may have been moved or deleted since it was scanned, or this browser does not know
            its format. The other songs are not affected.
          </p>
        </Notice>
      )}
    </>
  );
}
