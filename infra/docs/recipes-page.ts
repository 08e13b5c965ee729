import { existsSync, readFileSync } from 'node:fs'
import { checks } from '../../shared/checks/registry.ts'
import { builtIn, builtInRecipe } from '../../shared/recipe/library.ts'
import type { SchemaNode } from '../../shared/recipe/published-schema.ts'
import { messagesOf } from '../../shared/recipe/stage-messages.ts'
import { parseTemplate } from '../../shared/recipe/templates.ts'
import { fieldTable, kindOf } from './field-table.ts'
import { limitTable } from './limit-words.ts'
import { checkOptions, recipeJsonSchema } from './recipe-schema.ts'

const template = new URL('./recipes.template.md', import.meta.url)

/** docs/recipes.md: what people wrote, with every table made from what the code itself reads recipes by. */
export function recipesPage(): string {
  const parts = partsOf(recipeJsonSchema())
  return readFileSync(template, 'utf8').replace(/^<!-- (\w+) -->$/gm, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`the template of docs/recipes.md asks for "${name}", and nobody makes it`)
    return part()
  })
}

function partsOf(whole: SchemaNode): Record<string, () => string> {
  const { model, entities, stages, output, ...fields } = whole.properties!
  const entity = entities!.additionalProperties as SchemaNode
  const { checks: list, model: ofStage, ...stage } = (stages!.additionalProperties as SchemaNode).properties!
  const { required, when } = list!.items!.properties!
  const { $schema: _, ...top } = fields
  const short = (schema: SchemaNode): SchemaNode => ({ type: 'object', description: schema.description ?? '' })
  return {
    recipe: () =>
      fieldTable({
        ...whole,
        properties: {
          ...top,
          model: short(model!),
          entities: short(entities!),
          stages: short(stages!),
          output: short(output!),
        },
      }),
    model: () => fieldTable(model!),
    entities: () => fieldTable(entity.anyOf!.find(({ properties }) => properties !== undefined)!),
    stages: () =>
      fieldTable({
        properties: {
          ...stage,
          model: short(ofStage!),
          checks: { type: 'array', items: { type: 'object' }, description: list!.description ?? '' },
        },
      }),
    checkUse: () =>
      `${list!.items!.description}\n\n${fieldTable({ properties: { required: required!, when: when! } })}`,
    checks: () => Object.keys(checks).map(checkSection).join('\n\n'),
    output: () => fieldTable(output!),
    judge: judgePrompt,
    limits: limitTable,
    builtIn: builtInTable,
  }
}

function checkSection(name: string): string {
  const options = checkOptions(name)
  const text = [`### \`${name}\``, checks[name]!.summary]
  const { properties } = options
  const takes = `Takes ${kindOf(options)}.`.replace('Takes mapping.', 'Takes a mapping.')
  return [
    ...text,
    ...(properties === undefined ? [`${options.description ?? ''} ${takes}`.trim()] : [fieldTable(options)]),
    ...(options.anyOf ?? []).flatMap((each) => (each.properties === undefined ? [] : [fieldTable(each)])),
  ].join('\n\n')
}

function builtInTable(): string {
  const rows = builtIn().map((name) => {
    const isDescribed = existsSync(new URL(`../../docs/recipes/${name}.md`, import.meta.url))
    const title = isDescribed ? `[${name}](recipes/${name}.md)` : name
    return `| ${title} | ${(builtInRecipe(name).description ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|')} |`
  })
  return ['| Recipe | Makes |', '| --- | --- |', ...rows].join('\n')
}

/** What a judge is asked, by the code that asks it. */
function judgePrompt(): string {
  const judge = { of: 'story', rubric: '(the rubric)', scale: { min: 1, max: 5 } }
  const ask = messagesOf({ judge, tries: 1, checks: [] }, parseTemplate)
  const said = ask({ story: '(the text)' }).map(({ role, content }) => `${role}: ${content}`)
  return ['```text', said.join('\n\n'), '```'].join('\n')
}
