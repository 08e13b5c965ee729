import type { z } from 'zod'
import type { Value } from '../recipe/recipe.ts'

/** What templates can name: every entity's drawn value or values, and the text of every finished stage. */
export type Values = Record<string, Value | Value[]>

/** What a check looks at. */
export interface Subject {
  text: string
  values: Values
  finishReason: string
  /** Renders a template of the check's own options over `values`. */
  render(template: string): string
  /** Everything that an entity can be; undefined where it has no list, as a range or what a model is asked for. */
  valuesOf?(entity: string): readonly Value[] | undefined
}

export type Judgement =
  | { verdict: 'pass'; figure?: unknown }
  | {
      verdict: 'fail'
      figure?: unknown
      /** One sentence for people. */
      reason: string
      /** What to tell the model. */
      advice: string
    }
  | { verdict: 'unverified'; figure?: unknown; reason: string }

/** A rule with a name. One file each, listed in the registry; pure and quick, for any text whatever. */
export interface Check<Options> {
  name: string
  /** One sentence for documentation. */
  summary: string
  /** What stands behind the name in a recipe. */
  options: z.ZodType<Options>
  /** Entities and stages that the options name outright; the recipe is refused if it has none of that name. */
  names?(options: Options): string[]
  /** Liquid templates in the options; checked with the recipe, and what they name counts as needed by the stage. */
  templates?(options: Options): string[]
  /** Loads what `judge` needs and is too large for everybody to load. Quick when it is there already. */
  ready?(options: Options): Promise<void>
  /** What it looks at is not the stage's own writing: another try of the stage would not mend it. */
  final?: boolean
  judge(subject: Subject, options: Options): Judgement
}

export const check = <Options>(definition: Check<Options>): Check<Options> => definition
