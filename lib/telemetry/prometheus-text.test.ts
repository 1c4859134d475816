import { expect, it } from "vitest";
import { prometheusText } from "./prometheus-text";

it("writes metrics as Prometheus reads them, whatever a label holds", () => {
  const text = prometheusText([
    { name: "a_total", help: "As.", type: "counter", samples: [{ labels: { route: '/x"\n\\' }, value: 3 }] },
    { name: "b", help: "Bs.", type: "gauge", samples: [{ value: 0.5 }] },
  ]);
  expect(text).toBe(
    [
      "# HELP a_total As.",
      "# TYPE a_total counter",
      'a_total{route="/x\\"\\n\\\\"} 3',
      "# HELP b Bs.",
      "# TYPE b gauge",
      "b 0.5",
      "",
    ].join("\n"),
  );
});
