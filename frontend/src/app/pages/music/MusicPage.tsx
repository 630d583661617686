import Box from "@mui/material/Box";
import { useState } from "react";

import type { PhotoReading } from "@/api/generated/model";
import { Announcer } from "@/components/ui/Announcer";
import { expressionLabel, percent } from "@/components/ui/expression";
import { Movement } from "@/components/ui/Movement";
import { CapturePanel } from "@/features/capture/CapturePanel";
import { EmotionPanel } from "@/features/emotion/EmotionPanel";
import { FaceBoxes } from "@/features/emotion/FaceBoxes";
import { PreferencesForm } from "@/features/preferences/PreferencesForm";
import { firstWishes } from "@/features/preferences/wishes";
import { CatalogNote } from "./CatalogNote";
import { expressionFor } from "./expression";
import { Programme } from "./Programme";
import { usePhotoSession } from "./usePhotoSession";
import { usePlaylistSession } from "./usePlaylistSession";
import { useScrollTo } from "./useScrollTo";

/** From a face to ten songs, in four movements. */
export function MusicPage() {
  const session = usePhotoSession();
  const playlists = usePlaylistSession();
  const [wishes, setWishes] = useState(firstWishes);
  const { photo, reading, face, chosen } = session;

  const readingHeading = useScrollTo(reading);

  const expression = expressionFor(chosen, face);
  const recommend = () => {
    if (expression !== null) {
      playlists.recommend({ ...expression, ...wishes });
    }
  };

  return (
    <Box sx={{ display: "grid", gap: { xs: 5, md: 7 }, pt: { xs: 2, md: 3 } }}>
      <title>Music recommendation · Humoresque</title>
      <Box component="h1" sx={{ position: "absolute", clipPath: "inset(50%)" }}>
        Music recommendation
      </Box>
      <Announcer text={reading === null ? "" : announce(reading)} />
      <Box sx={columns}>
        <Movement numeral="I" title="Your photo">
          <CapturePanel
            isPredicted={reading !== null}
            isPredicting={session.state.phase === "reading"}
            knownSize={reading?.image ?? null}
            onDiscard={() => session.hold(null)}
            onPhoto={session.hold}
            onPredict={session.predict}
            overlay={
              reading !== null && (
                <FaceBoxes
                  onSelect={session.chooseFace}
                  reading={reading}
                  selected={session.faceIndex}
                  shown={chosen}
                />
              )
            }
            photo={photo}
          />
        </Movement>
        <Movement headingRef={readingHeading} numeral="II" title="The expression">
          <EmotionPanel
            chosen={chosen}
            onChoose={session.choose}
            onRetry={session.predict}
            state={session.state}
          />
        </Movement>
      </Box>
      <Movement numeral="III" title="Your wishes">
        <PreferencesForm
          hasExpression={expression !== null}
          isPending={playlists.isPending}
          onChange={setWishes}
          onRecommend={recommend}
          wishes={wishes}
        />
        <Box sx={{ mt: 2.5 }}>
          <CatalogNote />
        </Box>
      </Movement>
      <Programme onRecommend={recommend} session={playlists} />
    </Box>
  );
}

function announce({ faces }: PhotoReading): string {
  const [face] = faces;
  if (face === undefined) {
    return "No face was found in this photo.";
  }
  const share = percent(face.probabilities[face.emotion]);
  const others = faces.length > 1 ? ` ${faces.length} faces were found; the largest is read.` : "";
  return `${face.uncertain ? "Hard to tell, perhaps" : "Read as"} ${expressionLabel(face.emotion)}, ${share}.${others}`;
}

const columns = {
  display: "grid",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1fr)" },
  gap: { xs: 5, md: 6 },
  alignItems: "start",
} as const;
