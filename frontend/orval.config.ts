import { defineConfig } from "orval";

export default defineConfig({
  humoresque: {
    input: {
      target: "../openapi.json",
      override: {
        // The photo travels as bytes: of the two bodies that the endpoint reads, the page uses the form.
        transformer: (contract) => {
          const body = contract.paths?.["/api/get-emotion-from-photo"]?.post?.requestBody;
          if (body !== undefined && "content" in body) {
            delete body.content?.["application/json"];
          }
          return contract;
        },
      },
    },
    output: {
      target: "src/api/generated/humoresque.ts",
      schemas: "src/api/generated/model",
      client: "fetch",
      clean: true,
      override: {
        header: () => ["Made from openapi.json by `npm run generate`; do not edit."],
        fetch: { includeHttpResponseReturnType: false },
        mutator: { path: "src/api/http.ts", name: "request" },
      },
    },
  },
});
