// What a form can do, taken from where every form has it. A control named "action" or "elements" hides the form's own
// property of that name, so our scripts read none of a form directly. The names asked for stand below; nothing is ever
// written to a prototype.

const read = ({ prototype }, name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (thing) => get.call(thing);
};

const call = ({ prototype }, name) => {
  const run = prototype[name];
  return (thing, ...given) => run.apply(thing, given);
};

export const elements = read(HTMLFormElement, "elements");
export const method = read(HTMLFormElement, "method");
export const submit = call(HTMLFormElement, "submit");
export const requestSubmit = call(HTMLFormElement, "requestSubmit");
export const dataset = read(HTMLElement, "dataset");
export const attribute = call(Element, "getAttribute");
export const find = call(Element, "querySelector");
export const findAll = call(Element, "querySelectorAll");
export const listen = call(EventTarget, "addEventListener");
export const append = call(Node, "appendChild");
export const isConnected = read(Node, "isConnected");
