import type { FieldRules } from '@edu/client';
import { format } from 'prettier';

const HEAD = '// Generated from docs/api/openapi.json by `npm run gen`. Do not edit.\n';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
}

interface Parameter {
  readonly in?: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

type Fields = Map<string, FieldRules>;

/**
 * What requests may hold, for forms: a constant for each operation, so that a page takes along those
 * alone that it names, with the rules of its fields by their JSON pointers.
 */
export async function clientFields(openApi: unknown): Promise<string> {
  const { paths, components } = openApi as Document;
  const constants = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const fields = fieldsOf(operation, components.schemas);
      if (fields.size === 0) return '';
      const name = operation.operationId.replace(/[-_](\w)/g, (_, letter: string) =>
        letter.toUpperCase(),
      );
      const rules = JSON.stringify(Object.fromEntries(fields));
      return `\n/** ${method.toUpperCase()} ${path} */\nexport const ${name} = ${rules} as const;\n`;
    }),
  );
  return format(HEAD + constants.join(''), {
    parser: 'typescript',
    printWidth: 100,
    singleQuote: true,
  });
}

/** Of the body, or of the query where there is none. */
function fieldsOf(
  { parameters = [], requestBody }: Operation,
  named: Readonly<Record<string, Schema>>,
): Fields {
  const fields: Fields = new Map();
  const whole = (schema: Schema): Schema =>
    schema.$ref ? named[schema.$ref.split('/').at(-1)!]! : schema;
  const add = (given: Schema, pointer: string, isRequired: boolean): void => {
    const schema = whole(given);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) {
      for (const choice of choices) if (choice.type !== 'null') add(choice, pointer, isRequired);
    } else if (schema.properties) {
      for (const [name, property] of Object.entries(schema.properties)) {
        add(property, `${pointer}/${name}`, isRequired && !!schema.required?.includes(name));
      }
    } else if (pointer) {
      const known = fields.get(pointer);
      const rules = rulesOf(schema, pointer, isRequired);
      fields.set(pointer, known ? either(known, rules) : rules);
      // A list may be empty; a thing that is in it has to be whole.
      const { items } = schema;
      if (items) add(items, `${pointer}/-`, whole(items).properties !== undefined);
    }
  };
  const body = requestBody?.content['application/json']?.schema;
  if (body) add(body, '', true);
  for (const { in: place, name, required = false, schema } of body ? [] : parameters) {
    if (place === 'query') add(schema, `/${name}`, required);
  }
  return fields;
}

function rulesOf(schema: Schema, pointer: string, isRequired: boolean): FieldRules {
  const { type, minLength = 0, maxLength, pattern, minimum, maximum, multipleOf } = schema;
  const options = schema.const === undefined ? schema.enum : [schema.const];
  const typed = typeOf(schema);
  return {
    name: pointer.slice(1).replaceAll('/', '.'),
    ...(isRequired && { required: true }),
    ...(typed && { type: typed }),
    // A single character is what `required` asks for.
    ...(minLength > 1 && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && isPattern(pattern) && { pattern }),
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
    ...(typed === 'number' && type === 'number' && { step: 'any' }),
    ...(multipleOf !== undefined && { step: multipleOf }),
    ...(options && { options }),
    ...(schema.minItems !== undefined && { minItems: schema.minItems }),
    ...(schema.maxItems !== undefined && { maxItems: schema.maxItems }),
  };
}

function typeOf({ type, format }: Schema): FieldRules['type'] {
  if (type === 'integer' || type === 'number') return 'number';
  return format === 'email' || format === 'date' ? format : undefined;
}

/** Browsers read the attribute with the flag `v`, and pass over what is wrong by it. */
function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'v');
    return true;
  } catch {
    return false;
  }
}

/** A field that several shapes of a request have: the rules that hold in each, and every option. */
function either(one: FieldRules, other: FieldRules): FieldRules {
  const shared = Object.entries(one).filter(
    ([rule, value]) => other[rule as keyof FieldRules] === value,
  );
  const options = [...(one.options ?? []), ...(other.options ?? [])];
  return {
    name: one.name,
    ...Object.fromEntries(shared),
    ...(options.length > 0 && { options: [...new Set(options)] }),
  };
}
