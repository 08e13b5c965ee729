import type * as z from 'zod'
import { publishedSchema, type SchemaNode } from '../../shared/recipe/published-schema.ts'
import { RecipeFile } from '../../shared/recipe/schema.ts'
import { FABULA_VERSION } from '../../shared/run/version.ts'
import { DatasetPageAnswer, VersionPageAnswer } from './answers/catalog.ts'
import { CostAnswer } from './answers/cost.ts'
import { PublishedAnswer } from './answers/dataset.ts'
import { EstimateAnswer } from './answers/estimate.ts'
import { FailurePageAnswer } from './answers/failure.ts'
import { ProblemAnswer } from './answers/problem.ts'
import { RunAnswer, RunPageAnswer, StartedRun } from './answers/run.ts'
import { SamplePageAnswer } from './answers/sample.ts'
import { operations } from './contract.ts'
import type { Described, Operation } from './operation.ts'
import { namedBy, PARAMETERS } from './parameters.ts'
import { StartRequest, WrittenRecipe } from './start-request.ts'

/** Schemas that have a name of their own, so that clients made of the description have a type for each. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  StartRequest,
  StartedRun,
  Run: RunAnswer,
  RunPage: RunPageAnswer,
  Estimate: EstimateAnswer,
  SamplePage: SamplePageAnswer,
  FailurePage: FailurePageAnswer,
  Cost: CostAnswer,
  DatasetPage: DatasetPageAnswer,
  VersionPage: VersionPageAnswer,
  PublishedDataset: PublishedAnswer,
  Problem: ProblemAnswer,
}

type Side = 'input' | 'output'

/** The description of the API, OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.1.html */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operationId, operation),
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'fabula',
      version: FABULA_VERSION,
      description:
        'Synthetic text datasets for small models. Every request is signed with SigV4, service `execute-api`. Errors are problem details (RFC 9457); API Gateway itself answers 403 to who may not ask and 429 to who asks too often.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ sigv4: [] }],
    paths,
    components: {
      schemas: {
        Recipe: publishedSchema(RecipeFile, { io: 'input' }),
        ...Object.fromEntries(
          Object.entries(NAMED).map(([name, schema]) => [
            name,
            schemaOf(schema, name.endsWith('Request') ? 'input' : 'output', name),
          ]),
        ),
      },
      responses: { Problem: { description: 'What is wrong.', content: problemContent } },
      securitySchemes: {
        // As API Gateway itself writes it: OpenAPI has no kind for signatures.
        sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
      },
    },
  }
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const problemContent = { 'application/problem+json': { schema: reference('Problem') } }

function described(operationId: string, operation: Operation): object {
  const { path, summary, description, query, headers, body, bodyIsOptional, answers } = operation
  const parameters = [
    ...path.split('/').flatMap((segment) => {
      const name = namedBy(segment)
      return name === undefined ? [] : [{ name, in: 'path', required: true, ...withSchema(PARAMETERS[name]) }]
    }),
    ...fieldsOf(query, 'query'),
    ...fieldsOf(headers, 'header'),
  ]
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: bodyIsOptional !== true,
        content: { 'application/json': { schema: referred(body, 'input') } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answered(answer)])),
      ...Object.fromEntries(
        Object.entries(problemsOf(operation)).map(([status, words]) => [
          status,
          { description: words, content: problemContent },
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const answered = ({ description, schema, location }: Described) => ({
  description,
  ...(location !== undefined && { headers: { location: { description: location, schema: { type: 'string' } } } }),
  content: { 'application/json': { schema: schema === undefined ? {} : referred(schema, 'output') } },
})

/** By status, in words. */
export function problemsOf({ query, body, problems = {} }: Operation): Record<string, string> {
  return {
    ...((query !== undefined || body !== undefined) && {
      400: 'The request is not understood; says everything that is wrong.',
    }),
    ...problems,
    ...(body !== undefined && {
      413: 'The body is larger than 1 MiB.',
      415: 'The Content-Type is not application/json.',
    }),
  }
}

/** What a query or headers are made of, as parameters. */
function fieldsOf(fields: z.ZodObject | undefined, place: 'query' | 'header'): object[] {
  return Object.entries(fields?.shape ?? {}).map(([name, schema]) => ({
    name: place === 'header' ? name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()) : name,
    in: place,
    ...withSchema(schema as z.ZodType),
  }))
}

/** A parameter's schema as what it means, not as the text that it comes as. */
function withSchema(of: z.ZodType): object {
  const { description, ...schema } = schemaOf(of, 'output')
  return { ...(description !== undefined && { description }), schema }
}

const referred = (schema: z.ZodType, side: Side): object => {
  const name = Object.keys(NAMED).find((each) => NAMED[each] === schema)
  return name === undefined ? schemaOf(schema, side) : reference(name)
}

/** `own`: the name that it has itself, which within it is no reference. */
function schemaOf(schema: z.ZodType, io: Side, own?: string): SchemaNode {
  const { $schema: _, ...node } = publishedSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      // Answers may get more fields.
      if (io === 'output') delete jsonSchema.additionalProperties
      const of: unknown = zodSchema
      const isRecipe = of === WrittenRecipe
      const name = isRecipe ? 'Recipe' : Object.keys(NAMED).find((each) => NAMED[each] === of)
      if (name === undefined || name === own) return
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      jsonSchema.$ref = `#/components/schemas/${name}`
    },
  })
  return node
}
