import type { OpinionKind } from "@/api/generated/model";
import type { IconName } from "@/components/ui/Icon";

interface OpinionWords {
  /** On the button. */
  label: string;
  /** What was said, and what follows from it. */
  said: string;
  icon: IconName;
}

export const opinionWords: Record<OpinionKind, OpinionWords> = {
  like: { label: "Like", said: "You like it: more of its kind in your next lists.", icon: "like" },
  not_now: {
    label: "Not now",
    said: "Not now: it stays away for two weeks.",
    icon: "later",
  },
  dislike: {
    label: "Dislike",
    said: "You dislike it: it stays out of your lists until you take this back.",
    icon: "dislike",
  },
};

export const opinionKinds = Object.keys(opinionWords) as OpinionKind[];
