import Box from "@mui/material/Box";
import { useRef } from "react";

import type { PhotoReading } from "@/api/generated/model";
import { useOwnMusic } from "@/api/useOwnMusic";
import { useMusicSession } from "@/app/session/MusicSession";
import { Announcer } from "@/components/ui/Announcer";
import { expressionLabel, percent } from "@/components/ui/expression";
import { Movement } from "@/components/ui/Movement";
import { CapturePanel } from "@/features/capture/CapturePanel";
import { EmotionPanel } from "@/features/emotion/EmotionPanel";
import { FaceBoxes } from "@/features/emotion/FaceBoxes";
import { PreferencesForm } from "@/features/preferences/PreferencesForm";
import { asRequest } from "@/features/preferences/wishes";
import { CatalogNote } from "./CatalogNote";
import { Destination } from "./Destination";
import { expressionFor } from "./expression";
import { Outcome } from "./Outcome";
import { TasteNote } from "./TasteNote";
import { useMoodChoice } from "./useMoodChoice";
import { useScrollTo } from "./useScrollTo";

/** From a face to ten songs, in four movements. */
export function MusicPage() {
  const { photo: session, playlists, wishes, setWishes } = useMusicSession();
  const { photo, reading, face, chosen } = session;
  const { data: own } = useOwnMusic();
  const mood = useMoodChoice(chosen, face, wishes);
  const readingHeading = useScrollTo(reading);
  const ownWord = useRef<HTMLButtonElement>(null);

  const recommend = (word = chosen, isBlend = session.isBlend) => {
    const expression = expressionFor(word, face);
    if (expression !== null) {
      playlists.recommend({ ...expression, ...asRequest(wishes), ask: !isBlend });
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
            isBlend={session.isBlend}
            onBlend={session.blend}
            onChoose={session.choose}
            onRetry={session.predict}
            ownWord={ownWord}
            state={session.state}
          />
        </Movement>
      </Box>
      <Movement numeral="III" title="Your wishes">
        <PreferencesForm
          hasExpression={mood.emotion !== null}
          isPending={playlists.isPending}
          modeChoice={<Destination mood={mood} onChange={setWishes} wishes={wishes} />}
          onChange={setWishes}
          onRecommend={() => recommend()}
          own={own?.allowed === true && own.songs > 0 ? own : null}
          tasteNote={<TasteNote />}
          wishes={wishes}
        />
        <Box sx={{ mt: 2.5 }}>
          <CatalogNote />
        </Box>
      </Movement>
      <Outcome
        onBlend={() => {
          session.blend();
          recommend(null, true);
        }}
        onChoose={(emotion) => {
          session.choose(emotion);
          recommend(emotion);
        }}
        onOther={() => ownWord.current?.focus()}
        onRecommend={() => recommend()}
        playlists={playlists}
      />
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
