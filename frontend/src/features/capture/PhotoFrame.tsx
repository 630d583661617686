import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { type ReactNode, useState } from "react";

import type { Photo } from "./photo";

interface Size {
  width: number;
  height: number;
}

interface PhotoFrameProps {
  photo: Photo;
  /** Size of the upright image as the server saw it; shapes the frame when there is no preview. */
  knownSize: Size | null;
  /** Drawn over the picture, placed in percent of its sides. */
  overlay: ReactNode;
}

const tallest = "min(62vh, 540px)";

/** The photo as large as the column allows, with room for boxes over it. */
export function PhotoFrame({ photo, knownSize, overlay }: PhotoFrameProps) {
  const [shown, setShown] = useState<Size | null>(null);
  const size = shown ?? knownSize ?? { width: 4, height: 3 };
  return (
    <Box sx={{ bgcolor: "action.hover", border: 1, borderColor: "divider" }}>
      <Box
        sx={{ position: "relative", mx: "auto", aspectRatio: `${size.width} / ${size.height}` }}
        style={{ width: `min(100%, calc(${tallest} * ${size.width / size.height}))` }}
      >
        {photo.previewUrl === null ? (
          <NoPreview name={photo.name} />
        ) : (
          <Box
            alt="Your photo"
            component="img"
            onLoad={(event) => {
              const { naturalWidth, naturalHeight } = event.currentTarget;
              setShown({ width: naturalWidth, height: naturalHeight });
            }}
            src={photo.previewUrl}
            sx={{ display: "block", width: "100%", height: "100%" }}
          />
        )}
        {overlay}
      </Box>
    </Box>
  );
}

function NoPreview({ name }: { name: string }) {
  return (
    <Box
      sx={{
        height: "100%",
        display: "grid",
        placeContent: "end center",
        textAlign: "center",
        p: 3,
        color: "text.secondary",
      }}
    >
      <Typography variant="h4">{name}</Typography>
      <Typography variant="body2">
        This browser cannot show this kind of picture, but the server can read it.
      </Typography>
    </Box>
  );
}
