// Style sheets are imported for their effect on the build only.
declare module "*.css";

// A file of its own, named by its address: the worker of the map.
declare module "*?url" {
  const address: string;
  export default address;
}
