import { chance, digest } from '../../infra/offline/chance.ts'
import { reply } from '../../infra/offline/reply.ts'
import type { Collections } from '../../shared/draw/collections.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import type { AskEntity, ListEntity } from '../../shared/recipe/recipe.ts'
import { ASK_STAGE, roundRecipe } from '../../shared/run/asking.ts'
import { gathered } from '../../shared/run/gathering.ts'
import { itemsIn } from '../../shared/sample/items.ts'

/** What the offline grammar answers to one round of asking for subtopics of a chapter. */
export function subtopicsAsked(recipe: string, topic: string, wanted: number, notThese: string[] = []): string[] {
  const round = compileRecipe(roundRecipe(builtInRecipe(recipe), 'subtopic', wanted))
  const stage = round.stages.find(({ name }) => name === ASK_STAGE)!
  const messages = stage.render({ topic, wanted, not_these: notThese })
  const turns = messages.map(({ role, content }) => ({ role, text: content }))
  return itemsIn(reply(turns, chance(digest(topic), 0), 900), wanted).map(String)
}

/** The subtopics of every chapter, as the first round of a run brings them. */
export function subtopics(recipe: string): Collections {
  const { topic, subtopic } = builtInRecipe(recipe).entities as { topic: ListEntity; subtopic: AskEntity }
  const lists = topic.values.map((value) => [
    value,
    gathered([], subtopicsAsked(recipe, String(value), subtopic.perAsk)).slice(0, subtopic.size),
  ])
  return { subtopic: Object.fromEntries(lists) }
}
