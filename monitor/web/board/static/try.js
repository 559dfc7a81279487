// Shows the API's description with Swagger UI; the only script of this service, and only on /api/docs.
const place = document.getElementById("try");
SwaggerUIBundle({ url: place.dataset.description, domNode: place, deepLinking: true, validatorUrl: null });
