import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";

import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { failureWords } from "./camera";
import type { Photo } from "./photo";
import { type CameraState, useCamera } from "./useCamera";

interface CameraViewProps {
  /** Whether the person has just asked for another take, so the camera may start by itself. */
  startAtOnce: boolean;
  onPhoto: (photo: Photo) => void;
}

/** Preview, on/off switch and "Take photo". The camera opens only when it is asked for. */
export function CameraView({ startAtOnce, onPhoto }: CameraViewProps) {
  const { state, start, stop, take } = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const [isReady, setReady] = useState(false);
  const [isRefused, setRefused] = useState(false);

  useEffect(() => {
    if (startAtOnce) {
      void start();
    }
  }, [startAtOnce, start]);

  const stream = state.phase === "live" ? state.stream : null;
  useEffect(() => {
    setReady(false);
    if (video.current !== null) {
      video.current.srcObject = stream;
    }
  }, [stream]);

  const takePhoto = async () => {
    if (video.current === null) {
      return;
    }
    setRefused(false);
    try {
      onPhoto(await take(video.current));
    } catch {
      setRefused(true);
    }
  };

  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      {state.phase === "failed" ? (
        <Notice
          actions={
            <Button onClick={() => void start()} variant="outlined">
              Try the camera again
            </Button>
          }
          kind="problem"
          title={failureWords[state.failure].title}
        >
          <p>{failureWords[state.failure].advice}</p>
        </Notice>
      ) : (
        <Box sx={stage}>
          {stream === null ? (
            <Curtain phase={state.phase} />
          ) : (
            <Box
              aria-label="Camera preview"
              autoPlay
              component="video"
              muted
              onLoadedData={() => setReady(true)}
              playsInline
              ref={video}
              sx={{ width: "100%", height: "100%", objectFit: "contain" }}
              style={state.phase === "live" && state.mirrored ? { transform: "scaleX(-1)" } : {}}
            />
          )}
        </Box>
      )}
      {isRefused && (
        <Notice kind="problem" title="The picture could not be taken">
          <p>This browser did not hand it over. Try again, or upload a photo instead.</p>
        </Notice>
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "center" }}>
        <FormControlLabel
          control={
            <Switch
              checked={state.phase === "live" || state.phase === "starting"}
              onChange={(_, on) => (on ? void start() : stop())}
            />
          }
          label="Camera"
        />
        <Button
          disabled={!isReady}
          onClick={() => void takePhoto()}
          startIcon={<Icon name="camera" />}
          sx={{ ml: "auto" }}
          variant="contained"
        >
          Take photo
        </Button>
      </Box>
    </Box>
  );
}

const stage = {
  aspectRatio: "4 / 3",
  maxHeight: "min(62vh, 540px)",
  width: "100%",
  display: "grid",
  placeItems: "center",
  overflow: "hidden",
  border: 1,
  borderColor: "divider",
  bgcolor: "action.hover",
} as const;

function Curtain({ phase }: { phase: CameraState["phase"] }) {
  return (
    <Box sx={{ textAlign: "center", p: 3, color: "text.secondary" }}>
      <Icon name="camera" sx={{ fontSize: 44, mb: 1 }} />
      <Typography variant="subtitle2">
        {phase === "starting"
          ? "Waiting for the camera; your browser may ask you to allow it."
          : "The camera is off. Switch it on when you are ready."}
      </Typography>
    </Box>
  );
}
