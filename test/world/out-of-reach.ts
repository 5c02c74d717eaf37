/** The same port, out of reach whenever that is so: each of its methods rejects. */
export function outOfReach<T extends object>(port: T, isSo: () => boolean): T {
  return new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        isSo()
          ? Promise.reject(new Error('the store is out of reach'))
          : (Reflect.apply(method, target, args) as unknown);
    },
  });
}
