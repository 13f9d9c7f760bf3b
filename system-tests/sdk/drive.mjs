// Calls the official SDK as a tenant's service would. Standard input: {"together": boolean, "calls": [...]}, each call
// {"options": of the SDK's constructor, "method": "ats.addCandidateResultLink", "arguments": [...]}. Standard output: an
// array, for each call {"answer": ...} or {"error": ...}. Failures nobody catches end this process, as they would a service.
import { Kombo } from "@kombo-api/sdk";
import { text } from "node:stream/consumers";

function described(error) {
  return {
    name: error.name,
    statusCode: error.statusCode ?? null,
    code: error.error?.code ?? null,
    title: error.error?.title ?? null,
    message: error.error?.message ?? error.message,
    retryAfter: error.headers?.get?.("retry-after") ?? null,
  };
}

async function made(call) {
  const kombo = new Kombo(call.options);
  const [group, method] = call.method.split(".");
  try {
    return { answer: await kombo[group][method](...call.arguments) };
  } catch (error) {
    return { error: described(error) };
  }
}

const { together, calls } = JSON.parse(await text(process.stdin));
const results = [];
if (together) {
  results.push(...(await Promise.all(calls.map(made))));
} else {
  for (const call of calls) {
    results.push(await made(call));
  }
}
process.stdout.write(JSON.stringify(results));
