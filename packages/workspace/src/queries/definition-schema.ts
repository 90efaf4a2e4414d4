import { z } from 'zod';

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]);

const parameter = z.object({
  description: z.string().optional(),
  type: z.string().optional(),
  default: value.optional(),
  aliases: z.array(z.string()).optional(),
  clause: z.boolean().optional(),
  items: z.enum(['str', 'int']).optional(),
});

const parameters = z.record(z.string(), parameter.nullable());

const names = z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1)]);

const sourceMetadata = z.looseObject({ data_families: names.optional(), data_source: z.string().optional() });

/** A definition file, in the format of MSTICPy's query definitions; keys that only MSTICPy uses pass. */
export const definitionFileSchema = z.looseObject({
  metadata: z.looseObject({ data_environments: names, data_families: names, description: z.string().optional() }),
  defaults: z.looseObject({ metadata: sourceMetadata.nullish(), parameters: parameters.nullish() }).nullish(),
  sources: z.record(
    z.string(),
    z.looseObject({
      description: z.string(),
      metadata: sourceMetadata.nullish(),
      args: z.looseObject({ query: z.string() }),
      parameters: parameters.nullish(),
      query_macros: z.record(z.string(), z.looseObject({ value: z.union([z.string(), z.number()]) })).nullish(),
    }),
  ),
});

export type DefinitionFile = z.infer<typeof definitionFileSchema>;
export type ParameterProperties = z.infer<typeof parameter>;
