import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { type ReactNode, useState } from "react";

import { Icon } from "@/components/ui/Icon";
import { CameraView } from "./CameraView";
import { PhotoFrame } from "./PhotoFrame";
import type { Photo } from "./photo";
import { UploadView } from "./UploadView";

interface CapturePanelProps {
  photo: Photo | null;
  knownSize: { width: number; height: number } | null;
  overlay: ReactNode;
  isPredicting: boolean;
  /** True once this photo has been read, so that the button steps back. */
  isPredicted: boolean;
  onPhoto: (photo: Photo) => void;
  onDiscard: () => void;
  onPredict: () => void;
}

type Source = Photo["source"];

/** Where the photo comes from: the web cam or an image file. */
export function CapturePanel(props: CapturePanelProps) {
  const [source, setSource] = useState<Source>(props.photo?.source ?? "camera");
  const [isRetake, setRetake] = useState(false);
  const photo = props.photo?.source === source ? props.photo : null;

  return (
    <Box>
      <Tabs
        aria-label="Where the photo comes from"
        onChange={(_, next: Source) => {
          setRetake(false);
          setSource(next);
        }}
        sx={{ mb: 2, borderBottom: 1, borderColor: "divider" }}
        value={source}
      >
        <Tab aria-controls="capture-panel" id="tab-camera" label="Web cam" value="camera" />
        <Tab aria-controls="capture-panel" id="tab-upload" label="Upload image" value="upload" />
      </Tabs>
      <Box aria-labelledby={`tab-${source}`} id="capture-panel" role="tabpanel">
        {photo === null ? (
          <Source source={source} startAtOnce={isRetake} onPhoto={props.onPhoto} />
        ) : (
          <Box sx={{ display: "grid", gap: 2 }}>
            <PhotoFrame
              key={photo.id}
              knownSize={props.knownSize}
              overlay={props.overlay}
              photo={photo}
            />
            <Box sx={actions}>
              <Button
                onClick={() => {
                  setRetake(true);
                  props.onDiscard();
                }}
                startIcon={<Icon name="retake" />}
                variant="outlined"
              >
                {source === "camera" ? "Retake" : "Reupload image"}
              </Button>
              <Button
                loading={props.isPredicting}
                onClick={props.onPredict}
                sx={{ ml: { sm: "auto" } }}
                variant={props.isPredicted ? "outlined" : "contained"}
              >
                Predict emotion
              </Button>
            </Box>
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** Side by side where there is room, else each as wide as the column. */
const actions = {
  display: "flex",
  flexWrap: "wrap",
  gap: 1.5,
  "& > button": { flexGrow: { xs: 1, sm: 0 } },
} as const;

interface SourceProps {
  source: Source;
  startAtOnce: boolean;
  onPhoto: (photo: Photo) => void;
}

function Source({ source, startAtOnce, onPhoto }: SourceProps) {
  return source === "camera" ? (
    <CameraView onPhoto={onPhoto} startAtOnce={startAtOnce} />
  ) : (
    <UploadView onPhoto={onPhoto} />
  );
}
