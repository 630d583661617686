import { Emotion } from "./generated/model";

/** The seven labels in the contract's order. */
export const emotions: readonly Emotion[] = Object.values(Emotion);
